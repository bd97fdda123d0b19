// THE LIFE OF AN ORDER: each step, and what follows it. Steps know nothing of one another; only this file does.
// Read it top to bottom: a webhook comes in, the order is imported and confirmed, routed, drafted, submitted,
// shipped, written back, followed. Nothing here calls anything: outcomes become the next jobs, in one transaction.
import { runBulkAction } from "./bulk-actions/run-bulk-action.server.ts";
import { askCarriers } from "./shipments/ask-carriers.server.ts";
import { followParcel } from "./shipments/follow-parcel.server.ts";
import { shipTestOrder } from "./shipments/ship-test-order.server.ts";
import { recordShipment } from "./shipments/record-shipment.server.ts";
import { recordTracking } from "./shipments/record-tracking.server.ts";
import { checkConnection } from "./orders/check-connection.server.ts";
import { confirmOrders } from "./orders/confirm-orders.server.ts";
import { importOrder, type ImportOutcome } from "./orders/import-order.server.ts";
import { noteOrderChange } from "./orders/note-order-change.server.ts";
import { placeTestOrder } from "./orders/place-test-order.server.ts";
import { removeTestOrder } from "./orders/remove-test-order.server.ts";
import { readShopifyHolds } from "./orders/read-shopify-holds.server.ts";
import { rereadOrder } from "./orders/reread-order.server.ts";
import { resumeDetails } from "./orders/resume-details.server.ts";
import { readDetailsAgainAfterS, writeDetails } from "./orders/write-details.server.ts";
import { reviewHolds } from "./orders/review-holds.server.ts";
import { sweepOrders } from "./orders/sweep-orders.server.ts";
import { addParcelNumber } from "./fulfillments/add-parcel-number.server.ts";
import { adoptFulfillments } from "./fulfillments/adopt-fulfillments.server.ts";
import { correctParcelNumber } from "./fulfillments/correct-parcel-number.server.ts";
import { askAgainAfterS as writeBackAgainAfterS, createFulfillment } from "./fulfillments/create-fulfillment.server.ts";
import { noteFulfillment } from "./fulfillments/note-fulfillment.server.ts";
import { postTrackingEvents } from "./fulfillments/post-tracking-events.server.ts";
import { checkConflicts } from "./fulfillments/check-conflicts.server.ts";
import { resumeWriteBacks } from "./fulfillments/resume-write-backs.server.ts";
import { retryWriteBacks } from "./fulfillments/retry-write-backs.server.ts";
import { answerRequest, askedAgainAfterS, lookAgainAfterS } from "./fulfillment-requests/answer-request.server.ts";
import { closeRest } from "./fulfillment-requests/close-rest.server.ts";
import { submitRequests } from "./fulfillment-requests/submit-requests.server.ts";
import { readRequests } from "./fulfillment-requests/read-requests.server.ts";
import { registerLocation } from "./fulfillment-requests/register-location.server.ts";
import { stockVariant } from "./fulfillment-requests/stock-variant.server.ts";
import { entry, type PipelineEntry } from "./platform/run-step.server.ts";
import type { NextJob } from "./platform/step.ts";
import { offboardMerchant } from "./merchants/offboard-merchant.server.ts";
import { checkBalance } from "./order-check/check-balance.server.ts";
import { importOffers } from "./suppliers/import-offers.server.ts";
import { undoOfferImport } from "./suppliers/undo-offer-import.server.ts";
import { noteScopes } from "./merchants/note-scopes.server.ts";
import { applyRetention } from "./privacy/apply-retention.server.ts";
import { exportCustomer } from "./privacy/export-customer.server.ts";
import { redactCustomer } from "./privacy/redact-customer.server.ts";
import { redactShop } from "./privacy/redact-shop.server.ts";
import { resumeFallbacks } from "./routing/resume-fallbacks.server.ts";
import { routeOrder } from "./routing/route-order.server.ts";
import { draftSupplierOrders } from "./supplier-orders/draft-supplier-orders.server.ts";
import { findSuppliersToPoll } from "./supplier-orders/find-suppliers-to-poll.server.ts";
import { planChanges } from "./supplier-orders/plan-changes.server.ts";
import { resumeChanges } from "./supplier-orders/resume-changes.server.ts";
import { askAgainAfterS as askOfChangeAfterS, sendChange } from "./supplier-orders/send-change.server.ts";
import { pollSupplier } from "./supplier-orders/poll-supplier.server.ts";
import { rerouteOrder } from "./supplier-orders/reroute-order.server.ts";
import { remindSuppliers } from "./supplier-orders/remind-suppliers.server.ts";
import { refuseSupplierOrder } from "./supplier-orders/refuse-supplier-order.server.ts";
import { resumeSupplierOrders } from "./supplier-orders/resume-supplier-orders.server.ts";
import { askAgainAfterS, submitSupplierOrder } from "./supplier-orders/submit-supplier-order.server.ts";
import { writeAgain } from "./supplier-orders/write-again.server.ts";
import { adopt, answer, askOf, change, confirm, follow, readHolds, reread, rereadUnlessTold, route, routeAnew, stock, submit, writeBack } from "./next-jobs.server.ts";
import type { Tools } from "./tools.server.ts";

function afterImport(outcome: ImportOutcome, { shopId }: { shopId: string }): NextJob[] {
  return outcome.kind === "imported" && outcome.isNewer ? [confirm(shopId)] : [];
}

const isGiven: ReadonlySet<string> = new Set(["accepted", "refused", "sent", "to_hand_over"]);
/** Long enough for an order to be read that only a request has told of. */
const secondLookAfterS = 10;

/** Long enough to see it accepted first. */
const testShipsAfterS = 4;
const testRemovalEveryS = 3;

export const entries: readonly PipelineEntry<Tools>[] = [
  // 1 the order arrives
  entry(importOrder, afterImport),
  // What a customer adds later goes to Shopify first, and comes from there as any other change.
  entry(writeDetails, (outcome, { shopId, orderId, givenId }) => {
    if (outcome.kind === "unknown") return [{ step: writeDetails.name, input: { shopId, orderId, givenId }, key: orderId, afterS: readDetailsAgainAfterS }];
    return outcome.kind === "written" ? [reread(shopId, outcome.shopifyOrderId)] : outcome.kind === "nothing_to_do" ? [] : [route(shopId, orderId)];
  }, { isSerial: true }),
  entry(resumeDetails, ({ stuck }, { shopId }) => stuck.map((one) => ({ step: writeDetails.name, input: { shopId, ...one }, key: one.orderId })), { isSerial: true }),
  entry(noteOrderChange, (outcome, { shopId }) => (outcome.kind === "noted" ? [reread(shopId, outcome.shopifyOrderId)] : [])),
  entry(rereadOrder, (outcome, { shopId, shopifyOrderId }) => (outcome.kind !== "imported" ? [] : [
    // Decided about also when it is no newer: a risk or a dispute may have come or gone.
    adopt(shopId, shopifyOrderId, true), readHolds(shopId, shopifyOrderId),
  ]), { isSerial: true }),
  entry(confirmOrders, ({ orderIds, outdated, onHold, hasMore }, { shopId }) => [
    ...onHold.map((shopifyOrderId) => readHolds(shopId, shopifyOrderId)),
    ...orderIds.map((orderId) => route(shopId, orderId)),
    ...outdated.map((shopifyOrderId) => rereadUnlessTold(shopId, shopifyOrderId)),
    ...(hasMore ? [confirm(shopId)] : []),
  ], { isSerial: true }),
  entry(readShopifyHolds, (outcome, { shopId }) => {
    if (outcome.kind === "unknown_order") return [reread(shopId, outcome.shopifyOrderId)];
    return [{ step: retryWriteBacks.name, input: { shopId } }, ...(outcome.kind === "read" ? [route(shopId, outcome.orderId)] : [])];
  }, { isSerial: true }),
  // Held no longer, and nothing says so but the clock or the settings.
  entry(reviewHolds, ({ toRoute, goesOn }, { shopId }) => [
    ...toRoute.map((orderId) => route(shopId, orderId)), ...(goesOn ? [{ step: reviewHolds.name, input: { shopId, ...goesOn }, key: shopId }] : []),
  ], { isSerial: true }),
  // No message told of it, for whatever reason.
  entry(sweepOrders, ({ toReread, toAdopt, goesOn }, { shopId }) => [
    ...toReread.map((shopifyOrderId) => reread(shopId, shopifyOrderId)),
    ...toAdopt.map((shopifyOrderId) => adopt(shopId, shopifyOrderId)),
    ...(goesOn ? [{ step: sweepOrders.name, input: { shopId, sweepId: goesOn.sweepId, after: goesOn.after }, key: shopId, ...(goesOn.isThrottled ? { afterS: 10 } : {}) }] : []),
  ], { isSerial: true }),

  // 2 who ships what
  entry(routeOrder, (outcome, { shopId }) => [
    { step: draftSupplierOrders.name, input: { shopId, orderId: outcome.orderId, ...(outcome.kind === "planned" ? { planId: outcome.planId } : {}) } },
    ...(outcome.lacksAddress ? [{ step: checkConflicts.name, input: { shopId, forAddress: true }, key: shopId }] : []),
  ]),
  entry(resumeFallbacks, ({ orderIds }, { shopId }) => orderIds.map((orderId) => route(shopId, orderId)), { isSerial: true }),
  entry(rerouteOrder, ({ orderId }, { shopId }) => [route(shopId, orderId)]),
  entry(draftSupplierOrders, ({ orderId, toSubmit, needsRouting }, { shopId }) => [
    ...(needsRouting ? [route(shopId, orderId)] : []),
    ...toSubmit.map((supplierOrderId) => submit(shopId, { orderId, supplierOrderId })),
    change(shopId, orderId),
  ]),

  // 2b as the shop's fulfillment service: what Shopify asks for, and what is answered
  entry(registerLocation, ({ switchId }, { shopId }) => (switchId === undefined ? [] : [stock(shopId, switchId)])),
  entry(stockVariant, ({ kind }, { shopId, switchId }) => (kind === "goes_on" ? [stock(shopId, switchId)] : []), { isSerial: true }),
  entry(readRequests, ({ requests, unknownOrders, toClose, toRequest }, { shopId, isSecondLook }) => [
    ...requests.map((one) => answer(shopId, one)),
    ...toClose.map((one) => ({ step: closeRest.name, input: { shopId, ...one }, key: one.requestId })),
    ...toRequest.map((orderId) => ({ step: submitRequests.name, input: { shopId, orderId }, key: orderId })),
    ...(isSecondLook ? [] : unknownOrders.map((shopifyOrderId) => reread(shopId, shopifyOrderId))),
    ...(isSecondLook || unknownOrders.length === 0 ? [] : [{ step: readRequests.name, input: { shopId, isSecondLook: true }, key: shopId, afterS: secondLookAfterS }]),
  ], { isSerial: true }),
  entry(closeRest, ({ kind, orderId }, { shopId }) => (kind === "closed" ? [route(shopId, orderId)] : []), { isSerial: true }),
  entry(submitRequests, ({ requests }, { shopId }) => requests.map((one) => answer(shopId, one)), { isSerial: true }),
  entry(answerRequest, ({ kind, orderId, requestId }, { shopId }) => {
    if (kind === "unknown" || kind === "refused") return [answer(shopId, { orderId, requestId }, lookAgainAfterS)];
    if (kind === "asks_suppliers") return [change(shopId, orderId), answer(shopId, { orderId, requestId }, askedAgainAfterS)];
    return kind === "overtaken" ? [] : [route(shopId, orderId), ...(kind === "rejected" ? [change(shopId, orderId)] : [])];
  }, { isSerial: true }),

  // 3 the supplier is asked
  entry(submitSupplierOrder, (outcome, { shopId }) => {
    if (outcome.kind === "unknown") return [submit(shopId, outcome, askAgainAfterS(outcome.attempt))];
    if (outcome.kind === "rehearsed") return [{ step: shipTestOrder.name, input: { shopId, orderId: outcome.orderId, supplierOrderId: outcome.supplierOrderId }, afterS: testShipsAfterS }];
    // What a supplier refuses goes to the next offer.
    const hasFreeUnits = outcome.kind === "voided" || ("hasRefusedUnits" in outcome && outcome.hasRefusedUnits);
    // What had to wait until it was known that he has the order can be asked of him now.
    return [...(hasFreeUnits ? [route(shopId, outcome.orderId)] : []), ...(isGiven.has(outcome.kind) ? [change(shopId, outcome.orderId)] : [])];
  }, { isSerial: true }),
  // The order has changed since: he is asked for fewer, for none, or for another receiver.
  entry(planChanges, ({ orderId, toSend }, { shopId }) => toSend.map((one) => askOf(shopId, { orderId, ...one })), { isSerial: true }),
  entry(sendChange, (outcome, { shopId }) => {
    if (outcome.kind === "settled") return [outcome.wasAccepted ? route(shopId, outcome.orderId) : change(shopId, outcome.orderId)];
    return "canLookUp" in outcome && outcome.canLookUp ? [askOf(shopId, outcome, askOfChangeAfterS(outcome))] : [];
  }, { isSerial: true }),
  entry(resumeChanges, ({ orderIds, toSend }, { shopId }) => [...orderIds.map((orderId) => change(shopId, orderId)), ...toSend.map((one) => askOf(shopId, one))], { isSerial: true }),
  entry(resumeSupplierOrders, ({ stuck }, { shopId }) => stuck.map((one) => submit(shopId, { orderId: one.orderId, supplierOrderId: one.id })), { isSerial: true }),
  entry(remindSuppliers, ({ reminders }, { shopId }) =>
    reminders.map((one) => ({ step: writeAgain.name, input: { shopId, ...one, kind: "reminder" }, key: one.supplierOrderId })), { isSerial: true }),
  entry(writeAgain, () => [], { isSerial: true }),
  // A person at the supplier said no, where orders are told by hand: the order is looked at as after any refusal.
  entry(refuseSupplierOrder, ({ kind, orderId }, { shopId }) => (kind === "refused" ? [route(shopId, orderId)] : [])),

  // 4 the supplier ships
  entry(findSuppliersToPoll, ({ supplierIds }, { shopId }) =>
    supplierIds.map((supplierId) => ({ step: pollSupplier.name, input: { shopId, supplierId }, key: supplierId, forgetAfterS: 60 })), { isSerial: true }),
  entry(pollSupplier, ({ supplierId, notices, hasMore }, { shopId }) => [
    ...notices.map(({ messageId, notice }) => ({ step: recordShipment.name, input: { shopId, supplierId, messageId, notice } })),
    ...(hasMore ? [{ step: pollSupplier.name, input: { shopId, supplierId }, key: supplierId }] : []),
  ], { isSerial: true }),

  // 5 the parcel is known
  entry(recordShipment, (outcome, { shopId }) =>
    outcome.kind === "recorded" ? [...outcome.parcelIds.map((parcelId) => writeBack(shopId, { orderId: outcome.orderId, parcelId })), change(shopId, outcome.orderId)] : []),

  entry(addParcelNumber, ({ kind, ...parcel }, { shopId }) => {
    if (kind === "unknown") return [{ step: addParcelNumber.name, input: { shopId, ...parcel }, key: parcel.parcelId, afterS: writeBackAgainAfterS }];
    // Units that stood as somebody else's are free again.
    return kind === "added" ? [route(shopId, parcel.orderId), ...follow(shopId, parcel)] : [];
  }, { isSerial: true }),
  entry(correctParcelNumber, ({ kind, ...parcel }, { shopId }) => (kind === "corrected" ? [writeBack(shopId, parcel)] : []), { isSerial: true }),
  // 6 Shopify is told
  entry(createFulfillment, ({ kind, ...parcel }, { shopId }) => {
    if (kind === "unknown") return [writeBack(shopId, parcel, writeBackAgainAfterS)];
    return kind === "created" ? follow(shopId, parcel) : [];
  }, { isSerial: true }),
  // Others ship as well: what they make, change or cancel in Shopify is read there, whoever told of it.
  entry(noteFulfillment, (outcome, { shopId }) => (outcome.kind === "noted" ? [adopt(shopId, outcome.shopifyOrderId)] : [])),
  entry(adoptFulfillments, (outcome, { shopId, shopifyOrderId }) => {
    if (outcome.kind === "unknown_order") return [reread(shopId, shopifyOrderId)];
    if (outcome.kind !== "read") return [];
    const { orderId, told, needsRouting, needsOrder } = outcome;
    return [
      ...(needsOrder ? [reread(shopId, shopifyOrderId)] : []),
      ...(needsRouting ? [route(shopId, orderId)] : []),
      ...told.flatMap((parcelId) => follow(shopId, { orderId, parcelId })),
    ];
  }, { isSerial: true }),
  entry(retryWriteBacks, ({ parcels }, { shopId }) => parcels.map((parcel) => writeBack(shopId, parcel)), { isSerial: true }),
  entry(resumeWriteBacks, ({ parcels }, { shopId }) => parcels.map((parcel) => writeBack(shopId, parcel)), { isSerial: true }),

  // 7 and 8 the parcel is followed
  entry(followParcel, () => []),
  entry(askCarriers, ({ news }, { shopId }) => news.map((one) => ({ step: recordTracking.name, input: { shopId, ...one } })), { isSerial: true }),
  entry(recordTracking, ({ orderId, parcelId, fresh }, { shopId }) =>
    fresh > 0 ? [{ step: postTrackingEvents.name, input: { shopId, orderId, parcelId }, key: parcelId }] : []),
  entry(postTrackingEvents, () => [], { isSerial: true }),

  // offers come in a file, or are taken back: what waited for them is decided about again
  entry(importOffers, ({ toRoute }, { shopId }) => toRoute.map((orderId) => route(shopId, orderId)), { isSerial: true }),
  entry(undoOfferImport, ({ toRoute }, { shopId }) => toRoute.map((orderId) => route(shopId, orderId)), { isSerial: true }),
  // many at once, by a person's click
  entry(runBulkAction, ({ bulkActionId, toSubmit, toRoute, retries, hasMore }, { shopId }) => [
    ...toSubmit.map((one) => submit(shopId, one)),
    ...toRoute.map((orderId) => routeAnew(shopId, orderId)),
    ...retries,
    ...(hasMore ? [{ step: runBulkAction.name, input: { shopId, bulkActionId }, key: bulkActionId }] : []),
  ], { isSerial: true }),
  // the test order: made, played by a supplier of ours, and taken away again
  entry(placeTestOrder, () => []),
  entry(shipTestOrder, (outcome, { shopId }) =>
    outcome.kind === "shipped" ? [{ step: recordShipment.name, input: { shopId, supplierId: outcome.supplierId, messageId: outcome.messageId, notice: outcome.notice } }] : []),
  entry(removeTestOrder, ({ kind, shopifyOrderId, attempt }, { shopId }) =>
    kind === "cancelling" ? [{ step: removeTestOrder.name, input: { shopId, shopifyOrderId, attempt: attempt + 1 }, key: shopifyOrderId, afterS: testRemovalEveryS }] : [], { isSerial: true }),
  entry(checkBalance, () => [], { isSerial: true }),
  entry(checkConnection, () => [], { isSerial: true }),
  // the shop itself
  entry(checkConflicts, (outcome, { shopId }) => (outcome.kind === "checked" ? outcome.toReread.map((id) => reread(shopId, id)) : []), { isSerial: true }),
  entry(offboardMerchant, () => []),
  entry(noteScopes, () => []),
  // What was kept for long enough goes; a run of many batches is many jobs.
  entry(applyRetention, ({ kind }, { shopId }) => (kind === "goes_on" ? [{ step: applyRetention.name, input: { shopId }, key: shopId }] : []), { isSerial: true }),
  entry(exportCustomer, () => []),
  entry(redactCustomer, () => []),
  entry(redactShop, () => []),
];
