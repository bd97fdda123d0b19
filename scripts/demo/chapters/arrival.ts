// The suppliers ship what is open, and the carrier scans it to the door.
import type { BookedOrder } from "../../../test/local-store/control/order-book.ts";
import { variantId } from "../seed-shop.ts";
import { booked, domain, until, type Stage } from "../stage.ts";

/** `leftAlone`: what nobody was asked for stays where it is. */
export async function everythingArrives(stage: Stage, leftAlone: readonly BookedOrder[]): Promise<void> {
  stage.log("The suppliers ship what is open; the carrier scans it to the door.");
  for (const supplier of stage.world.suppliers) {
    for (const { order, standing } of (await supplier.client.readBook()).orders) {
      if (standing === "open") await supplier.client.ship(order.identity.reference);
    }
  }
  const orders = (await stage.world.store.shop(domain).orders()).filter((order) => !leftAlone.some((one) => one.id === order.id));
  const own = await variantId(stage.world, "CARD-HAND");
  for (const order of orders) {
    const units = order.lines.filter((line) => line.variantId !== own).reduce((sum, line) => sum + line.currentQuantity, 0);
    await until(`all parcels of ${order.name} in the store`, async () => fulfilled(await booked(stage, order)) === units);
  }
  await until("every parcel handed to the tracking system", async () => {
    const waiting = await stage.database.inShop(stage.shopId, (tx) => tx.db.parcel.count({ where: { followedSince: null } }));
    return waiting === 0;
  });
  await stage.world.carrier.auto(150);
  const followed = new Set((await stage.world.carrier.parcels()).map((parcel) => parcel.number));
  const isFollowed = (one: BookedOrder["fulfillments"][number]) => one.trackingInfo.some((info) => followed.has(info.number ?? ""));
  for (const order of orders) {
    // A number that the tracking system does not know is no promise: it keeps its link, and the merchant is told.
    await until(`${order.name} delivered`, async () => (await booked(stage, order)).fulfillments.filter(isFollowed).every((one) => one.displayStatus === "DELIVERED"));
  }
}

const fulfilled = (order: BookedOrder) => order.fulfillments.flatMap((one) => one.lines).reduce((sum, line) => sum + line.quantity, 0);
