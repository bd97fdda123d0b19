// Is anything left of a buyer after his data had to go, anywhere in the database, and is everybody else's untouched?
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCheck } from "../../app/order-check/run-check.server.ts";
import { findOrder } from "../../app/orders/store.server.ts";
import { newId } from "../../app/platform/ids.server.ts";
import { keepMessage } from "../../app/platform/messages.server.ts";
import { redactCustomer } from "../../app/privacy/redact-customer.server.ts";
import { listOpenProblems } from "../../app/problems/store.server.ts";
import { listSupplierOrders } from "../../app/supplier-orders/store.server.ts";
import { runStep } from "../merchants/merchants-world.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { findTraces, insertMarkedRows, snapshot } from "./marked-rows.ts";
import { addShop, at, receive, toolsOf } from "./privacy-world.ts";

const shopId = "71";
const orderNumber = "9007199254741001";
let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase();
  await addShop(test, shopId);
  await addShop(test, "72");
});
afterAll(() => test.close());

const request = (numbers: readonly string[], mark: string) =>
  `{"shop_id":${shopId},"shop_domain":"shop-71.myshopify.com","customer":{"id":5,"email":"${mark}@example.com","phone":"${mark}"},"orders_to_redact":[${numbers.join(",")}]}`;

async function redact(numbers: readonly string[], mark = "goes-request") {
  const inboxId = await receive(test, { shopId, topic: "customers/redact", body: request(numbers, mark) });
  return await runStep(redactCustomer, toolsOf(test), { shopId, inboxId });
}

/** What was sold, to which country, by whom it was made and how it was sent: nobody can be found by it. */
const mayStay = [
  "Activity.actorName", "Activity.code", "Activity.subject", "Allocation.reasonCode", "BulkAction.createdBy", "BulkAction.params",
  "BulkActionItem.before", "BulkActionItem.code", "BulkActionItem.params", "BuyerIdentity.countryCode", "BuyerIdentity.kind",
  "ChangeRequest.answerCode", "ChangeRequest.answeredBy", "ChangeRequest.createdBy", "ChangeRequest.difference",
  "ChangeRequest.idempotencyKey", "ChangeRequest.reasonCode", "DetailsLink.answered",
  "DetailsLink.createdBy", "Disclosure.channel", "Disclosure.kinds", "Disclosure.supplierName", "Fulfillment.formerShopifyIds", "Fulfillment.name",
  "Fulfillment.reasonCode", "Fulfillment.shopifyFulfillmentId", "FulfillmentRequest.fulfillmentOrderId", "FulfillmentRequest.reasonCode",
  "FulfillmentRequestLine.fulfillmentOrderLineId",
  "GivenDetails.fields", "GivenDetails.givenBy", "GivenDetails.refusalCode",
  "LineItem.shopifyLineItemId", "LineItem.shopifyProductId", "LineItem.shopifyVariantId",
  "LineItem.sku", "LineItem.title", "LineItem.variantTitle", "Message.title", "Order.cancelReason", "Order.currency",
  "Order.deliveryCode", "Order.deliveryMethodType", "Order.deliveryPriceCurrency", "Order.deliveryTitle", "Order.dutiesCurrency",
  "Order.heldByMerchantBy", "Order.holdCode", "Order.name", "Order.paymentGateways", "Order.paymentTerms", "Order.presentmentCurrency",
  "Order.riskLevel", "Order.riskRecommendation", "Order.sourceName", "Order.utmCampaign", "Order.utmMedium", "Order.utmSource",
  "OrderAddress.countryCode", "OrderAddress.countryName", "OrderDispute.kind", "OrderDispute.shopifyDisputeId", "OrderDispute.status",
  "OrderHold.code", "OrderHold.openKey", "OrderHold.releasedBy", "OutsideFulfillment.company",
  "OutsideFulfillment.name", "OutsideFulfillment.service", "OutsideFulfillment.shopifyFulfillmentId", "OutsideFulfillment.status",
  "OutsideFulfillment.trackingNumbers", "Parcel.carrier", "Parcel.company", "Parcel.firstLegNumber", "Parcel.lastMileCarrier",
  "Parcel.lastMileNumber", "Parcel.trackingNumber", "Parcel.trackingUrl", "ParcelEvent.countryCode", "ParcelEvent.providerCode",
  "ParcelEvent.shopifyEventId", "ParcelEvent.status", "PrivacyTask.downloadedBy", "Problem.code", "Problem.openKey", "Problem.resolvedBy",
  "Problem.variantId", "SavedView.createdBy", "SavedView.name", "SavedView.page", "SavedView.query", "ServiceCallback.kind",
  "Shipment.shipmentReference", "SupplierOrder.acknowledgedCostCurrency", "SupplierOrder.cashOnDeliveryCurrency",
  "SupplierOrder.createdTimeZone", "SupplierOrder.currency", "SupplierOrder.declaredCurrency", "SupplierOrder.deliveryCode",
  "SupplierOrder.deliveryTitle", "SupplierOrder.dutyPaidBy", "SupplierOrder.eoriNumber", "SupplierOrder.exportReason",
  "SupplierOrder.forbiddenCarriers", "SupplierOrder.idempotencyKey", "SupplierOrder.incoterm", "SupplierOrder.insuredCurrency",
  "SupplierOrder.invoiceTitle", "SupplierOrder.iossNumber", "SupplierOrder.orderName", "SupplierOrder.packingInstructionsEn",
  "SupplierOrder.packingInstructionsZh", "SupplierOrder.packingSlipLanguage", "SupplierOrder.paymentMethod", "SupplierOrder.paymentTerms",
  "SupplierOrder.reasonCode", "SupplierOrder.reference", "SupplierOrder.releasedBy", "SupplierOrder.shipsFromCountryCode",
  "SupplierOrder.shopBrand", "SupplierOrder.supplierChannel", "SupplierOrder.supplierReference", "SupplierOrder.vatNumber",
  "SupplierOrderChange.reasonCode", "SupplierOrderIdentity.countryCode", "SupplierOrderIdentity.kind", "SupplierOrderLine.answer",
  "SupplierOrderLine.answerCode", "SupplierOrderLine.currency", "SupplierOrderLine.customsDocumentUrl", "SupplierOrderLine.customsNameEn",
  "SupplierOrderLine.customsNameZh", "SupplierOrderLine.declaredCurrency", "SupplierOrderLine.hsCode", "SupplierOrderLine.imageUrl",
  "SupplierOrderLine.intendedUse", "SupplierOrderLine.itemId", "SupplierOrderLine.lineReference", "SupplierOrderLine.material",
  "SupplierOrderLine.nameZh", "SupplierOrderLine.originCountryCode", "SupplierOrderLine.productLink", "SupplierOrderLine.sku",
  "SupplierOrderLine.specId", "SupplierOrderLine.titleEn", "SupplierOrderReceiver.countryCode", "SupplierOrderReceiver.countryName",
  "SweepRecovery.finding", "SweepRecovery.orderName",
];

/** Tables about the shop, its goods and its suppliers; no column of theirs can be the buyer's. */
const notTheBuyers = [
  "AutomationRule", "CustomsCode", "CustomsDocument", "CustomsProfile", "ExchangeRate", "HoldRule", "ImportColumn", "MerchantSettings", "ModeSwitch", "Offer", "OfferAttribute",
  "OfferImport", "OfferImportRow", "RetentionRun", "RoutingCandidate",
  "RoutingPlan", "RoutingRuleSetting", "StockedVariant", "Supplier", "SupplierChannel", "SupplierClosure", "SupplierForbiddenCarrier", "SupplierOrderLineAttribute", "SupplierMail",
  "SupplierBatch", "SupplierOrderSender", "SupplierSheetColumn", "SupplierText", "Variant",
];

describe("after a customer's data had to go", () => {
  const ids = { goes: "", stays: "", other: "" };
  let neighbors: Record<string, unknown[]>[];
  const kept: Record<string, string> = {};

  beforeAll(async () => {
    ids.goes = await insertMarkedRows(test.adminUrl, { shopId, mark: "goes-row", orderNumber });
    ids.stays = await insertMarkedRows(test.adminUrl, { shopId, mark: "stays-row", orderNumber: "9007199254741002" });
    ids.other = await insertMarkedRows(test.adminUrl, { shopId: "72", mark: "other-row", orderNumber });
    await receiveBodies();
    neighbors = [await snapshot(test.adminUrl, ids.stays), await snapshot(test.adminUrl, ids.other)];
    expect(await redact([orderNumber])).toEqual({ kind: "redacted", orderIds: [ids.goes] });
  });

  async function receiveBodies() {
    await receive(test, { shopId, topic: "orders/updated", body: `{"id":${orderNumber},"email":"goes-raw"}` });
    await receive(test, { shopId, topic: "refunds/create", body: `{"id":3,"order_id":${orderNumber},"note":"goes-raw"}` });
    await receive(test, { shopId, topic: "orders/edited", body: `{"order_edit":{"order_id":${orderNumber},"staff_note":"goes-raw"}}` });
    await receive(test, { shopId, topic: "orders/create", body: `{"id":${orderNumber},"email":"goes-raw"` });
    await receive(test, { shopId, topic: "customers/data_request", body: `{"orders_requested":[${orderNumber}],"customer":{"email":"goes-raw"}}` });
    kept["line item of the same number"] = await receive(test, { shopId, topic: "orders/create", body: `{"id":8,"email":"stays","line_items":[{"id":${orderNumber}}]}` });
    kept["longer number"] = await receive(test, { shopId, topic: "orders/create", body: `{"id":1${orderNumber},"email":"stays"}` });
    kept["other shop"] = await receive(test, { shopId: "72", topic: "orders/create", body: `{"id":${orderNumber},"email":"stays"}` });
    await test.database.inShop(shopId, async (tx) => {
      await keepMessage(tx, { direction: "IN", channel: "SHOPIFY_WEBHOOK", title: "orders/create", request: `{"id":${orderNumber},"email":"goes-raw"` });
      await keepMessage(tx, { direction: "IN", channel: "SUPPLIER", title: "shipments", response: `[{"reference":"goes-row","receiver":"goes-row"}]` });
      kept["supplier's list"] = await keepMessage(tx, { direction: "IN", channel: "SUPPLIER", title: "shipments", response: `[{"reference":"stays-row"}]` });
    });
  }

  it("no column of the database tells who bought", async () => {
    const traces = (await findTraces(test.adminUrl, "goes-row")).filter((trace) => !notTheBuyers.includes(trace.split(".")[0] ?? ""));
    expect(traces).toEqual(mayStay);
  });

  it("the words beside a code keep their names, so that the code still reads, and lose what may quote the buyer", async () => {
    const found = await test.database.inShop(shopId, (tx) => tx.db.supplierOrder.findFirst({ where: { id: ids.goes }, select: { reasonParams: true } }));
    expect(found?.reasonParams).toEqual({ supplier: "Sample Factory", message: "" });
  });

  it("no raw body about the order is left, not even one that nobody could read, and not the request itself", async () => {
    expect(await findTraces(test.adminUrl, "goes-raw")).toEqual([]);
    expect(await findTraces(test.adminUrl, "goes-request")).toEqual([]);
  });

  it("bodies that only hold the same digits, or belong to others, are still there", async () => {
    const inbox = await test.database.withoutShop.inboxMessage.findMany({ where: { id: { in: Object.values(kept) } }, select: { id: true } });
    const message = await test.database.inShop(shopId, (tx) => tx.db.message.findFirst({ where: { id: kept["supplier's list"] ?? "" } }));
    expect(inbox.map(({ id }) => id).toSorted()).toEqual([kept["line item of the same number"], kept["longer number"], kept["other shop"]].toSorted());
    expect(message?.response).not.toBeNull();
  });

  it("an order of the same shop and one of another shop are as they were, byte for byte", async () => {
    expect([await snapshot(test.adminUrl, ids.stays), await snapshot(test.adminUrl, ids.other)]).toEqual(neighbors);
  });

  it("the units still add up, and the task says what was done", async () => {
    const { check, task, order } = await test.database.inShop(shopId, async (tx) => ({
      check: await runCheck(tx, ids.goes, { at }),
      task: await tx.db.privacyTask.findFirst({ where: { topic: "CUSTOMERS_REDACT" } }),
      order: await tx.db.order.findFirst({ where: { id: ids.goes } }),
    }));
    expect(check).toMatchObject({ balanced: true, shipped: 1 });
    expect(task).toMatchObject({ ordersFound: 1, doneAt: at, shopifyOrderIds: [`gid://shopify/Order/${orderNumber}`] });
    expect(order).toMatchObject({ redactedAt: at, totalMinor: 1n });
  });

  it("asked once more, it does the same again and the timeline says it once", async () => {
    expect(await redact([orderNumber])).toEqual({ kind: "redacted", orderIds: [ids.goes] });
    const lines = await test.database.inShop(shopId, (tx) => tx.db.activity.count({ where: { orderId: ids.goes, code: "customer_redacted" } }));
    expect(lines).toBe(1);
  });
});

describe("an order that nobody has shipped yet", () => {
  const notShipped = {
    without: ["Shipment", "Parcel", "ParcelLine", "ParcelEvent", "Fulfillment", "OutsideFulfillment", "OutsideFulfillmentLine"],
    values: { "Allocation.state": "'WAITING'", "Allocation.parcelLineId": "null" },
  };

  it("is not sent to nobody: the draft is given up, its units wait for a person, and the check balances", async () => {
    const id = await insertMarkedRows(test.adminUrl, {
      shopId, mark: "draft-row", orderNumber: "2001", without: notShipped.without, values: { ...notShipped.values, "SupplierOrder.state": "'DRAFT'" },
    });
    await redact(["2001"]);
    const found = await test.database.inShop(shopId, async (tx) => ({
      check: await runCheck(tx, id, { at }),
      order: await findOrder(tx, id),
      states: (await listSupplierOrders(tx, id)).map(({ state }) => state),
      problems: (await listOpenProblems(tx, { orderId: id })).filter(({ code }) => code === "customer_redacted"),
      receivers: await tx.db.supplierOrderReceiver.count({ where: { supplierOrderId: id } }),
    }));
    expect(found.states).toEqual(["CANCELLED"]);
    expect(found.check).toMatchObject({ balanced: true, needsYou: 1, waiting: 0 });
    expect(found.order?.hold).toEqual({ code: "customer_redacted", params: {} });
    expect(found.problems.map(({ params }) => params)).toEqual([{ order: "draft-row", units: 1, inDoubt: 0 }]);
    expect(found.receivers).toBe(0);
  });

  it("loses its receiver where the supplier's answer is unknown, and the owner is told", async () => {
    const id = await insertMarkedRows(test.adminUrl, {
      shopId, mark: "unknown-row", orderNumber: "2002", without: notShipped.without,
      values: { ...notShipped.values, "SupplierOrder.state": "'UNKNOWN'", "Allocation.state": "'WITH_SUPPLIER'" },
    });
    await redact(["2002"]);
    const found = await test.database.inShop(shopId, async (tx) => ({
      receivers: await tx.db.supplierOrderReceiver.count({ where: { supplierOrderId: id } }),
      problems: (await listOpenProblems(tx, { orderId: id })).filter(({ code }) => code === "customer_redacted"),
      balanced: (await runCheck(tx, id, { at }))?.balanced,
    }));
    expect(found).toMatchObject({ receivers: 0, balanced: true, problems: [{ params: { units: 0, inDoubt: 1 } }] });
  });
});

describe("a request", () => {
  it("that names more orders than one batch holds, and orders that we never had, is done whole", async () => {
    const numbers = Array.from({ length: 23 }, (_, index) => String(3001 + index));
    for (const number of numbers) await insertMarkedRows(test.adminUrl, { shopId, mark: `many-${number}`, orderNumber: number });
    const outcome = await redact([...numbers, "999999"]);
    expect(outcome).toMatchObject({ kind: "redacted" });
    const left = await test.database.inShop(shopId, (tx) => tx.db.orderAddress.count({ where: { name: { startsWith: "many-" } } }));
    expect([outcome.kind === "redacted" && outcome.orderIds.length, left]).toEqual([23, 0]);
  });

  it("that cannot be read, or whose signed body names another shop, becomes a problem and touches nothing", async () => {
    const id = await insertMarkedRows(test.adminUrl, { shopId, mark: "safe-row", orderNumber: "4001" });
    const broken = await receive(test, { shopId, topic: "customers/redact", body: "{" });
    const foreign = await receive(test, { shopId, topic: "customers/redact", body: request(["4001"], "x").replace('"shop_id":71', '"shop_id":72') });
    for (const inboxId of [broken, foreign]) expect(await runStep(redactCustomer, toolsOf(test), { shopId, inboxId })).toEqual({ kind: "unreadable" });
    const found = await test.database.inShop(shopId, async (tx) => ({
      order: await tx.db.order.findFirst({ where: { id } }),
      problems: (await listOpenProblems(tx)).filter(({ code }) => code === "unreadable_webhook").length,
    }));
    expect(found).toMatchObject({ order: { redactedAt: null, email: "safe-row" }, problems: 2 });
  });

  it("that is gone already was done by an earlier run", async () => {
    expect(await runStep(redactCustomer, toolsOf(test), { shopId, inboxId: newId() })).toEqual({ kind: "gone" });
  });
});
