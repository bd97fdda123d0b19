// What is known of a supplier is changed, its orders are put on another line, or it goes away for good.
import { recordActivity } from "../platform/activity.server.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import { formatDecimal } from "../platform/money.ts";
import type { Sealer } from "../platform/secrets.server.ts";
import { deleteSupplier, findKnownSupplier, saveSupplierFacts, whatHangsOn, type KnownSupplier } from "../suppliers/facts-store.server.ts";
import { timeOfMinute, type SupplierFacts } from "../suppliers/supplier-facts.ts";
import { switchConnection } from "../suppliers/switch-connection.server.ts";
import { done, failed, refused, type Answer } from "./answer.ts";
import { changesBetween, type Told } from "./changes.ts";
import { textOf } from "./form.ts";
import type { Act, By } from "./open-shop-page.server.ts";
import { readSupplierFacts } from "./read-supplier-form.ts";
import { readConnection } from "./supplier-acts.server.ts";
import { countOpen } from "./supplier-page.server.ts";

type Context = { readonly supplierId: string; readonly by: By; readonly sealer: Sealer };

export async function actOnSupplier(tx: ShopTransaction, form: FormData, context: Context): Promise<Act> {
  const supplier = await findKnownSupplier(tx, context.supplierId);
  if (!supplier) return { answer: failed("suppliers.gone"), jobs: [] };
  const intent = textOf(form, "intent");
  if (intent === "delete") return { answer: await removeSupplier(tx, supplier), jobs: [] };
  return { answer: intent === "switch" ? await changeLine(tx, form, { ...context, supplier }) : await changeFacts(tx, form, { by: context.by, supplier }), jobs: [] };
}

async function changeFacts(tx: ShopTransaction, form: FormData, { by, supplier }: { by: By; supplier: KnownSupplier }): Promise<Answer> {
  const read = readSupplierFacts(form);
  if (read.kind === "refused") return refused(read.errors);
  const { name } = read.value;
  if (await tx.db.supplier.findFirst({ where: { name, id: { not: supplier.id } }, select: { id: true } })) return refused({ name: { code: "form.name_taken" } });
  await saveSupplierFacts(tx, supplier.id, read.value);
  const about = { subject: "supplier", subjectId: supplier.id, actor: { kind: "STAFF", name: by.name }, at: by.at } as const;
  for (const { field, from, to } of changesBetween(tell(supplier.facts), tell(read.value))) {
    await recordActivity(tx, { ...about, code: "supplier_changed", params: { supplier: name, field: `supplier.${field}`, from, to } });
  }
  // Activities cannot be changed afterwards: a person's name, number and address are not written into them.
  for (const { field } of changesBetween(tellPersonal(supplier.facts), tellPersonal(read.value))) {
    await recordActivity(tx, { ...about, code: "supplier_changed_unsaid", params: { supplier: name, field: `supplier.${field}` } });
  }
  return done("suppliers.saved", { supplier: name });
}

async function changeLine(tx: ShopTransaction, form: FormData, { supplier, by, sealer }: Context & { supplier: KnownSupplier }): Promise<Answer> {
  const read = readConnection(form);
  if (read.kind === "refused") return refused(read.errors);
  if (read.value.connector === supplier.connector) return refused({ connector: { code: "form.same_connector" } });
  const switched = await switchConnection(tx, sealer, { supplierId: supplier.id, ...read.value });
  if (!switched) return failed("suppliers.switch.unclear", { orders: (await countOpen(tx, supplier.id)).unclear });
  await recordActivity(tx, {
    subject: "supplier", subjectId: supplier.id, actor: { kind: "STAFF", name: by.name }, at: by.at,
    code: "supplier_changed", params: { supplier: supplier.facts.name, field: "supplier.connector", from: supplier.connector, to: read.value.connector },
  });
  return done("suppliers.switch.done", { supplier: supplier.facts.name });
}

async function removeSupplier(tx: ShopTransaction, supplier: KnownSupplier): Promise<Answer> {
  const { name: supplierName } = supplier.facts;
  if (supplier.builtIn !== null) return failed("suppliers.delete.built_in", { supplier: supplierName });
  const { offers, orders, rules } = await whatHangsOn(tx, supplier.id);
  if (offers + orders + rules > 0) return failed("suppliers.delete.hangs", { supplier: supplierName, offers, orders, rules });
  await deleteSupplier(tx, supplier.id);
  return done("suppliers.deleted", { supplier: supplierName });
}

function tell(facts: SupplierFacts): Told {
  const { closures, channels, minimumOrder, cutOffMinute } = facts;
  return {
    name: facts.name, kind: facts.kind, language: facts.locale, time_zone: facts.timeZone, working_days: facts.workingDays.map((day) => `day${day}`).join(", "),
    cut_off: cutOffMinute === null ? null : timeOfMinute(cutOffMinute), lead_time: facts.leadTimeDays, capacity: facts.capacityPerDay,
    minimum_order: minimumOrder === null ? null : `${formatDecimal(minimumOrder)} ${minimumOrder.currency}`,
    ships_blind: facts.shipsBlind, if_undeliverable: facts.ifUndeliverable, ships_from: facts.shipsFromCountryCode, label_buyer: facts.labelBuyer,
    ioss: facts.mayHaveIoss, po_boxes: facts.takesPoBoxes, incoterm: facts.incoterm, payment_terms: facts.paymentTerms, payment_method: facts.paymentMethod, tax: facts.pricesIncludeTax,
    invoice: facts.invoiceWanted, invoice_title: facts.invoiceTitle, hides_email: facts.hidesEmail, hides_phone: facts.hidesPhone, hides_prices: facts.hidesPrices,
    address_limit: facts.addressLimit, note_limit: facts.noteLimit, name_limit: facts.nameLimit, automatic: facts.sendsAutomatically,
    closures: closures.map(({ reason, closedFrom, reopensOn }) => `${reason} ${closedFrom} – ${reopensOn}`).join(", "),
    channels: channels.map(({ deliveryTitle, channel }) => `${deliveryTitle} = ${channel}`).join(", "), carriers: facts.forbiddenCarriers.join(", "),
  };
}

function tellPersonal(facts: SupplierFacts): Told {
  const { returnName, returnPhone, returnAddress1, returnCity, returnProvince, returnPostalCode, returnCountryCode } = facts;
  return {
    contact_name: facts.contactName, contact_email: facts.contactEmail, contact_phone: facts.contactPhone, contact_wechat: facts.contactWechat,
    return_address: [returnName, returnPhone, returnAddress1, returnCity, returnProvince, returnPostalCode, returnCountryCode].map((part) => part ?? "").join("\n"),
  };
}
