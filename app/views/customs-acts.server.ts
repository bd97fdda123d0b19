// What customs ask about a variant is changed; each fact that differs is told in the variant's history.
import { emptyCustoms, type CustomsFacts } from "../catalog/customs-profile.ts";
import { findCustomsFacts, saveCustomsFacts } from "../catalog/customs-store.server.ts";
import { recordActivity } from "../platform/activity.server.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import { formatDecimal } from "../platform/money.ts";
import { done, failed, refused } from "./answer.ts";
import { changesBetween, type Told } from "./changes.ts";
import type { Act, By } from "./open-shop-page.server.ts";
import { routeJobs } from "./product-acts.server.ts";
import { readCustomsForm } from "./read-customs-form.ts";

/** Orders keep what customs were told of them; a change counts from the next draft on, and for what waits for it. */
export async function changeCustoms(tx: ShopTransaction, form: FormData, { variantId, by }: { variantId: string; by: By }): Promise<Act> {
  const variant = await tx.db.variant.findUnique({ where: { shopId_id: { shopId: tx.shopId, id: variantId } }, select: { productTitle: true, shopifyVariantId: true } });
  if (!variant) return { answer: failed("products.gone"), jobs: [] };
  const read = readCustomsForm(form);
  if (read.kind === "refused") return { answer: refused(read.errors), jobs: [] };
  const before = (await findCustomsFacts(tx, variantId)) ?? emptyCustoms;
  await saveCustomsFacts(tx, variantId, read.value);
  for (const change of changesBetween(tell(before), tell(read.value))) {
    await recordActivity(tx, {
      subject: "variant", subjectId: variantId, actor: { kind: "STAFF", name: by.name }, at: by.at,
      code: "customs_changed", params: { ...change, field: `customs.${change.field}`, item: variant.productTitle },
    });
  }
  return { answer: done("customs.saved"), jobs: await routeJobs(tx, variant.shopifyVariantId) };
}

function tell(facts: CustomsFacts): Told {
  const { unitValue, codes, documents } = facts;
  return {
    name_zh: facts.nameZh, name_en: facts.nameEn, hs_code: facts.hsCode, origin: facts.originCountryCode,
    unit_value: unitValue === null ? null : `${formatDecimal(unitValue)} ${unitValue.currency}`,
    weight: facts.unitWeightGrams, material: facts.material, intended_use: facts.intendedUse, product_link: facts.productLink,
    cargo: facts.cargoAttributes.join(", "), manufacturer: facts.manufacturer, eu_person: facts.euResponsiblePerson, warnings: facts.safetyWarnings,
    codes: codes.map(({ countryCode, hsCode }) => `${countryCode} ${hsCode}`).join(", "), documents: documents.map(({ url }) => url).join(", "),
  };
}
