// The suppliers of the furnished shop without a system of their own, what they offer, and what a person has left behind.
import { findVariants } from "../../app/catalog/store.server.ts";
import type { ShopTransaction } from "../../app/platform/db.server.ts";
import type { Sealer } from "../../app/platform/secrets.server.ts";
import { createOffer, createSupplier } from "../../app/suppliers/store.server.ts";
import { keepOfferFile, takeOfferFile } from "../../app/views/offer-import-acts.server.ts";
import { readUpload } from "../../app/views/read-upload.server.ts";
import { variantId } from "../demo/seed-shop.ts";
import type { LocalWorld } from "../local-world.ts";

export type People = { readonly byHandId: string; readonly byMailId: string };

const terms = { kind: "FACTORY", locale: "zh-CN", timeZone: "Asia/Shanghai", shipsFromCountryCode: "CN", credentials: {} } as const;

export async function addPeople(tx: ShopTransaction, sealer: Sealer, world: LocalWorld): Promise<People> {
  const byHandId = await createSupplier(tx, sealer, { ...terms, name: "宁波家居 Ningbo Home", connector: "manual", settings: { passedOn: "wechat" } });
  const byMailId = await createSupplier(tx, sealer, { ...terms, name: "景德镇陶瓷 Jingdezhen Ceramics", connector: "email", settings: { to: "orders@ceramics.example" } });
  await offerOf(tx, world, { sku: "BOTTLE-750", supplierId: byHandId, itemId: "NB-750", nameZh: "保温杯 750 毫升" });
  await offerOf(tx, world, { sku: "APRON-LIN", supplierId: byMailId, itemId: "JDZ-APRON", nameZh: "亚麻围裙" });
  return { byHandId, byMailId };
}

type PersonOffer = { readonly sku: string; readonly supplierId: string; readonly itemId: string; readonly nameZh: string };

async function offerOf(tx: ShopTransaction, world: LocalWorld, { sku, ...facts }: PersonOffer): Promise<void> {
  const [variant] = await findVariants(tx, [await variantId(world, sku)]);
  if (!variant) throw new Error(`the shop has not seen ${sku}`);
  await createOffer(tx, { ...facts, variantId: variant.id, packRatio: 1, unitCostMinor: 520n, currency: "USD", shipsTo: [], priority: 0 });
}

const file = "SKU,Supplier,Supplier item,Cost,Currency\nSCARF-GRY,Harbor Goods,HG-SCARF-GRY,13.00,USD\nBAG-30-GRN,Harbor Goods,HG-BAG-30-GRN,18.90,USD\nNO-SUCH-SKU,Harbor Goods,HG-1,1.00,USD\nBOARD-S,Harbor Goods,HG-BOARD-S,,USD\n";

/** A file that is looked at and not started yet. */
export async function leaveImport(tx: ShopTransaction, at: Date): Promise<void> {
  const form = new FormData();
  form.append("file", new File([file], "offers.csv"));
  const taken = await takeOfferFile(await readUpload(new Request("http://127.0.0.1/", { method: "POST", body: form })));
  if (taken.kind === "refused") throw new Error(taken.said.code);
  await keepOfferFile(tx, taken, { name: "90000001", at });
}
