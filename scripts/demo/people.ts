// Two suppliers of the demo without a system of their own: one is told by hand, one by e-mail.
// Run twice: the same suppliers.
import { findVariants } from "../../app/catalog/store.server.ts";
import type { ShopTransaction } from "../../app/platform/db.server.ts";
import type { Sealer } from "../../app/platform/secrets.server.ts";
import { createOffer, createSupplier, findOffers, findSupplierByName } from "../../app/suppliers/store.server.ts";
import type { LocalWorld } from "../local-world.ts";
import { variantId } from "./seed-shop.ts";

export type People = { readonly byHandId: string; readonly byMailId: string };

const terms = { kind: "FACTORY", locale: "zh-CN", timeZone: "Asia/Shanghai", shipsFromCountryCode: "CN", credentials: {} } as const;

export async function addPeople(tx: ShopTransaction, sealer: Sealer, world: LocalWorld): Promise<People> {
  const byHandId = await ensure(tx, sealer, { name: "宁波家居 Ningbo Home", connector: "manual", settings: { passedOn: "wechat" } });
  const byMailId = await ensure(tx, sealer, { name: "景德镇陶瓷 Jingdezhen Ceramics", connector: "email", settings: { to: "orders@ceramics.example" } });
  await offerOf(tx, world, { sku: "BOARD-L", supplierId: byHandId, itemId: "NB-BOARD-L", nameZh: "竹砧板 大号" });
  await offerOf(tx, world, { sku: "BAG-30-BLK", supplierId: byMailId, itemId: "JDZ-BAG-BLK", nameZh: "徒步背包 30 升 黑" });
  return { byHandId, byMailId };
}

type Person = { readonly name: string; readonly connector: string; readonly settings: Record<string, string> };

async function ensure(tx: ShopTransaction, sealer: Sealer, person: Person): Promise<string> {
  return (await findSupplierByName(tx, person.name))?.id ?? (await createSupplier(tx, sealer, { ...terms, ...person }));
}

type PersonOffer = { readonly sku: string; readonly supplierId: string; readonly itemId: string; readonly nameZh: string };

async function offerOf(tx: ShopTransaction, world: LocalWorld, { sku, ...facts }: PersonOffer): Promise<void> {
  const shopifyVariantId = await variantId(world, sku);
  const [variant] = await findVariants(tx, [shopifyVariantId]);
  if (!variant) throw new Error(`the shop has not seen ${sku}`);
  const known = (await findOffers(tx, [shopifyVariantId])).get(shopifyVariantId) ?? [];
  if (known.some((one) => one.supplierId === facts.supplierId)) return;
  await createOffer(tx, { ...facts, variantId: variant.id, packRatio: 1, unitCostMinor: 520n, currency: "USD", shipsTo: [], priority: 0 });
}
