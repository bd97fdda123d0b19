// Everything that tells who bought is emptied; what was ordered, paid, shipped and by whom it was made stays countable.
// A test fills every column of an order and knows each that may stay: a column added later has to be decided here.
import { Prisma } from "@prisma/client";
import { recordActivity, system } from "../platform/activity.server.ts";
import { lockOrder, type ShopTransaction } from "../platform/db.server.ts";
import { forgetInJobs } from "../platform/job-data.server.ts";
import { keptParams } from "./kept-params.ts";
import { settleOpenWork, type OrderToRedact } from "./settle-open-work.server.ts";
import { dropFilesAbout } from "./task-store.server.ts";

/** By a request the data goes whatever is still open; by retention only when nothing is. */
export type Redaction = { readonly at: Date; readonly why: "request" | "retention" };

/** In one order for everybody, so that two redactions never wait for each other. */
export async function lockOrders(tx: ShopTransaction, shopifyOrderIds: readonly string[]): Promise<(OrderToRedact & { readonly redactedAt: Date | null })[]> {
  for (const shopifyOrderId of shopifyOrderIds.toSorted()) await lockOrder(tx, shopifyOrderId);
  const where = { shopifyOrderId: { in: [...shopifyOrderIds] } };
  const orders = await tx.db.order.findMany({ where, select: { id: true, name: true, redactedAt: true }, orderBy: { id: "asc" } });
  for (const { id } of orders) await lockOrder(tx, id);
  return orders;
}

/** Returns the orders' own ids. Run twice: the same again, and one line in each timeline. */
export async function redactOrders(tx: ShopTransaction, shopifyOrderIds: readonly string[], { at, why }: Redaction): Promise<string[]> {
  const orders = await lockOrders(tx, shopifyOrderIds);
  if (why === "request") for (const order of orders) await settleOpenWork(tx, order, at);
  const ids = orders.map(({ id }) => id);
  await redactOrderRows(tx, ids, at);
  await redactSupplierOrderRows(tx, ids, at);
  await redactParcels(tx, ids);
  await redactRecords(tx, ids, at);
  await dropFilesAbout(tx, shopifyOrderIds);
  for (const { id } of orders.filter(({ redactedAt }) => redactedAt === null)) {
    await recordActivity(tx, { subject: "order", subjectId: id, orderId: id, actor: system, code: why === "request" ? "customer_redacted" : "buyer_data_expired", at });
  }
  return ids;
}

/** What is both in the buyer's address and in the copy that a supplier was given; countries stay for customs and tax. */
const noPerson = {
  firstName: null, lastName: null, company: null, line2: null, houseNumber: null, street: null, district: null, city: null, province: null,
  provinceCode: null, postalCode: null, phone: null, phoneE164: null, email: null, latinName: null, latinLine1: null, latinLine2: null,
  latinCity: null, latinProvince: null,
} as const;

async function redactOrderRows(tx: ShopTransaction, ids: string[], at: Date): Promise<void> {
  const ofOrders = { orderId: { in: ids } };
  await tx.db.order.updateMany({
    where: { id: { in: ids } },
    data: {
      email: null, phone: null, customerLocale: null, shopifyCustomerId: null, note: null, poNumber: null, deliveryInstructions: null,
      landingSite: null, referringSite: null, heldByMerchantNote: null, companyName: null, tags: [], riskFacts: [], redactedAt: at,
    },
  });
  await tx.db.orderAddress.updateMany({
    where: ofOrders,
    data: { ...noPerson, name: null, line1: null, phoneSource: null, raw: null, redactedAt: at },
  });
  await tx.db.buyerIdentity.updateMany({ where: ofOrders, data: { valueSealed: "", source: "", redactedAt: at } });
  // What was on its way to Shopify goes no further: the step finds nothing to say.
  await tx.db.givenDetails.updateMany({ where: ofOrders, data: { valuesSealed: null } });
  await tx.db.detailsLink.updateMany({ where: { ...ofOrders, revokedAt: null }, data: { revokedAt: at } });
  await tx.db.orderAttribute.deleteMany({ where: ofOrders });
  // Names, telephones and e-mails among them; the next step of the order writes those that are left.
  await tx.db.orderSearchTerm.deleteMany({ where: ofOrders });
  await tx.db.$executeRaw`
    update "BulkAction" set "params" = "params" - 'note'
    where "id" in (select "bulkActionId" from "BulkActionItem" where "subjectId" = any(${ids}::uuid[]))`;
  await tx.db.$executeRaw`update "BulkActionItem" set "before" = "before" - 'note' where "subjectId" = any(${ids}::uuid[])`;
  // Codes are often made for one buyer.
  await tx.db.orderDiscountCode.deleteMany({ where: ofOrders });
  await tx.db.lineItemProperty.deleteMany({ where: { line: ofOrders } });
  // A note that somebody wrote to the service by hand.
  await tx.db.fulfillmentRequest.updateMany({ where: ofOrders, data: { message: null } });
  // The customer's own door to the order.
  await tx.db.detailsLink.updateMany({ where: { ...ofOrders, revokedAt: null }, data: { revokedAt: at } });
}

async function redactSupplierOrderRows(tx: ShopTransaction, ids: string[], at: Date): Promise<void> {
  const ofOrders = { orderId: { in: ids } };
  const ofSupplierOrders = { supplierOrder: ofOrders };
  // A label and a photo of the parcel show the address.
  await tx.db.supplierOrder.updateMany({ where: ofOrders, data: { giftMessage: null, inserts: null, labelFileUrl: null, photoUrl: null } });
  await tx.db.supplierOrderReceiver.updateMany({
    where: ofSupplierOrders,
    data: { ...noPerson, name: "", line1: "", oneLine: null, redactedAt: at },
  });
  await tx.db.supplierOrderIdentity.updateMany({ where: ofSupplierOrders, data: { valueSealed: "", redactedAt: at } });
  await tx.db.supplierOrderLine.updateMany({ where: ofSupplierOrders, data: { note: null } });
  await tx.db.supplierOrderLineProperty.deleteMany({ where: { line: ofSupplierOrders } });
}

/** Carriers write who took the parcel and where. The key holds their text too; the status and the time stay. */
async function redactParcels(tx: ShopTransaction, ids: string[]): Promise<void> {
  await tx.db.parcel.updateMany({ where: { orderId: { in: ids } }, data: { photoUrl: null, nextFollowAt: null } });
  await tx.db.$executeRaw`
    update "ParcelEvent" set "description" = '', "location" = null, "city" = null, "key" = 'redacted:' || "id"
    where "parcelId" in (select "id" from "Parcel" where "orderId" = any(${ids}::uuid[]))`;
}

async function redactRecords(tx: ShopTransaction, ids: string[], at: Date): Promise<void> {
  const supplierOrders = await tx.db.supplierOrder.findMany({ where: { orderId: { in: ids } }, select: { id: true, reference: true } });
  const parcels = await tx.db.parcel.findMany({ where: { orderId: { in: ids } }, select: { id: true } });
  await tx.db.message.updateMany({
    where: { OR: [{ orderId: { in: ids } }, { supplierOrderId: { in: supplierOrders.map(({ id }) => id) } }, { parcelId: { in: parcels.map(({ id }) => id) } }] },
    data: { request: null, response: null, redactedAt: at },
  });
  await forgetInJobs(tx, { orderIds: ids, references: supplierOrders.map(({ reference }) => reference) });
  for (const id of ids) await tx.db.$queryRaw`select redact_activity(${id}::uuid, ${[...keptParams]})`;
  for (const { table, column, scope } of paramColumns) await emptyParams(tx, { table, column, where: scope(ids) });
}

type Scope = (ids: string[]) => Prisma.Sql;
const byOrder: Scope = (ids) => Prisma.sql`"orderId" = any(${ids}::uuid[])`;
const bySupplierOrder: Scope = (ids) => Prisma.sql`"supplierOrderId" in (select "id" from "SupplierOrder" where "orderId" = any(${ids}::uuid[]))`;

const paramColumns: readonly { readonly table: string; readonly column: string; readonly scope: Scope }[] = [
  { table: "Order", column: "holdParams", scope: (ids) => Prisma.sql`"id" = any(${ids}::uuid[])` },
  { table: "Allocation", column: "reasonParams", scope: byOrder },
  { table: "Problem", column: "params", scope: byOrder },
  { table: "SupplierOrder", column: "reasonParams", scope: byOrder },
  { table: "SupplierOrderLine", column: "answerParams", scope: bySupplierOrder },
  { table: "SupplierOrderChange", column: "reasonParams", scope: bySupplierOrder },
  { table: "Fulfillment", column: "reasonParams", scope: byOrder },
  { table: "OrderHold", column: "params", scope: byOrder },
  { table: "FulfillmentRequest", column: "reasonParams", scope: byOrder },
  { table: "ChangeRequest", column: "reasonParams", scope: byOrder },
  { table: "ChangeRequest", column: "answerParams", scope: byOrder },
];

/** The names stay, so that the words of the code still find theirs; the values go. */
async function emptyParams(tx: ShopTransaction, { table, column, where }: { table: string; column: string; where: Prisma.Sql }): Promise<void> {
  const params = Prisma.raw(`"${column}"`);
  await tx.db.$executeRaw`
    update ${Prisma.raw(`"${table}"`)} set ${params} = (
      select coalesce(jsonb_object_agg(entry.key, case when entry.key = any(${[...keptParams]}) then entry.value else '""'::jsonb end), '{}'::jsonb)
      from jsonb_each(${params}) entry)
    where jsonb_typeof(${params}) = 'object' and ${where}`;
}
