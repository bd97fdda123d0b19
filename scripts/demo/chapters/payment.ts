// Nothing is bought for an order that nobody has paid for; it goes on by itself once somebody has. What is paid at the
// door, and what Shopify warns of, goes when a person says so.
import { findOrderByShopifyId } from "../../../app/orders/store.server.ts";
import { listHolds } from "../../../app/orders/hold-store.server.ts";
import type { PlaceOrder } from "../../../test/local-store/acts/place-order.ts";
import { pressButton } from "../open-app.ts";
import { domain, heldBy, inState, place, supplierOrdersOf, until, whenOrdered, type Stage } from "../stage.ts";

export async function unpaidThenPaid(stage: Stage): Promise<void> {
  stage.log("An order is not paid yet.");
  const order = await place(stage, [{ sku: "SCARF-RED", quantity: 1 }], { financialStatus: "PENDING" });
  await until(`${order.name} held`, async () => (await heldBy(stage, order)).includes("unpaid"));
  if ((await supplierOrdersOf(stage, order)).length > 0) throw new Error(`${order.name} was drafted unpaid`);
  stage.log(`${order.name} waits; then the customer pays.`);
  await stage.world.store.shop(domain).payOrder(order.id);
  await whenOrdered(stage, order, inState("ACCEPTED"));
}

export async function cashOnDelivery(stage: Stage): Promise<void> {
  stage.log("An order is to be paid at the door: nobody will ever mark it as paid before it is shipped.");
  await letGo(stage, "cash_on_delivery", { financialStatus: "PENDING", gateways: ["Cash on Delivery (COD)"] });
}

export async function highRisk(stage: Stage): Promise<void> {
  stage.log("Shopify finds a high risk of fraud in an order.");
  await letGo(stage, "high_risk", { risk: { level: "HIGH" } });
}

/** Held with this code until the merchant presses "Let it go" on the order's page. */
async function letGo(stage: Stage, code: string, given: Partial<PlaceOrder>): Promise<void> {
  const order = await place(stage, [{ sku: "SCARF-RED", quantity: 1 }], given);
  await until(`${order.name} held`, async () => (await heldBy(stage, order)).includes(code));
  if ((await supplierOrdersOf(stage, order)).some((one) => one.state !== "DRAFT")) throw new Error(`${order.name} was sent although it is held`);
  const { orderId, holdId } = await stage.database.inShop(stage.shopId, async (tx) => {
    const found = await findOrderByShopifyId(tx, order.id);
    const hold = (await listHolds(tx, found?.id ?? "")).find((one) => one.code === code);
    return { orderId: found?.id ?? "", holdId: hold?.id ?? "" };
  });
  stage.log(`${order.name} waits for the merchant, who presses "Let it go": POST /app/orders/….`);
  await pressButton(stage.world, { domain, path: `/app/orders/${orderId}`, fields: { intent: "let_go", holdId } });
  await whenOrdered(stage, order, inState("ACCEPTED"));
}
