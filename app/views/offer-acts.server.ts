// An offer is changed in place: each fact that changes is told in the variant's history, from what to what.
import { recordActivity } from "../platform/activity.server.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import { formatDecimal } from "../platform/money.ts";
import { saveOffer, type OfferFacts, type OfferState } from "../suppliers/change-offer.server.ts";
import { done, failed, refused, type Answer } from "./answer.ts";
import { changesBetween, type Told } from "./changes.ts";
import { textOf } from "./form.ts";
import type { By } from "./open-shop-page.server.ts";
import { readOfferForm, type TypedOffer } from "./read-offer-form.ts";

type Choice = { readonly variant: { readonly id: string; readonly productTitle: string }; readonly by: By };
type Known = OfferFacts & OfferState & { readonly id: string; readonly supplierId: string; readonly supplierName: string };

export async function changeOffer(tx: ShopTransaction, form: FormData, { variant, by }: Choice): Promise<Answer> {
  const offers = await listKnown(tx, variant.id);
  const known = offers.find(({ id }) => id === textOf(form, "offerId"));
  if (!known) return failed("products.offer.gone");
  const read = readOfferForm(withSupplier(form, known.supplierId));
  if (read.kind === "refused") return refused(read.errors);
  const typed = read.value;
  if (offers.some((other) => other.id !== known.id && isSame(other, typed))) return refused({ itemId: { code: "form.offer_exists" } });
  const stockSeenAt = typed.stock === known.stock ? known.stockSeenAt : by.at;
  await saveOffer(tx, known.id, { ...typed, stockSeenAt: typed.stock === null ? null : stockSeenAt });
  for (const change of changesBetween(tell(known), tell(typed))) {
    await recordActivity(tx, {
      subject: "variant", subjectId: variant.id, actor: { kind: "STAFF", name: by.name }, at: by.at,
      code: "offer_changed", params: { ...change, field: `offer.${change.field}`, supplier: known.supplierName, item: variant.productTitle },
    });
  }
  return done("products.offer.changed");
}

/** An offer never moves to another supplier: that is another offer. */
function withSupplier(form: FormData, supplierId: string): FormData {
  const given = new FormData();
  for (const [name, value] of form) given.append(name, value);
  given.set("supplierId", supplierId);
  return given;
}

const isSame = (known: Known, typed: TypedOffer): boolean =>
  known.supplierId === typed.supplierId && known.itemId === typed.itemId && known.specId === typed.specId && known.packRatio === typed.packRatio;

async function listKnown(tx: ShopTransaction, variantId: string): Promise<Known[]> {
  const rows = await tx.db.offer.findMany({ where: { variantId }, include: { supplier: { select: { name: true } } } });
  return rows.map((row) => ({
    id: row.id, supplierId: row.supplierId, supplierName: row.supplier.name, itemId: row.itemId, specId: row.specId, packRatio: row.packRatio,
    cost: { minor: row.unitCostMinor, currency: row.currency }, shipsTo: row.shipsTo, priority: row.priority, stock: row.stockQuantity,
    stockSeenAt: row.stockSeenAt, leadTimeDays: row.leadTimeDays, minimumQuantity: row.minimumQuantity, nameZh: row.nameZh, isActive: row.isActive,
  }));
}

function tell(offer: OfferFacts & Omit<OfferState, "stockSeenAt">): Told {
  const { itemId, specId, packRatio, cost, shipsTo, priority, stock, leadTimeDays, minimumQuantity, nameZh, isActive } = offer;
  return {
    cost: `${formatDecimal(cost)} ${cost.currency}`, item: specId === null ? itemId : `${itemId} / ${specId}`, pack_ratio: packRatio,
    ships_to: shipsTo.join(", "), priority, stock, lead_time: leadTimeDays, minimum: minimumQuantity, name_zh: nameZh, active: isActive,
  };
}
