// What starts a step: a webhook's topic, Shopify's calls to our fulfillment service, and the clock.
// What follows a step is in pipeline.server.ts.
import { applyRetention } from "./privacy/apply-retention.server.ts";
import { askCarriers } from "./shipments/ask-carriers.server.ts";
import { checkBalance } from "./order-check/check-balance.server.ts";
import { checkConflicts } from "./fulfillments/check-conflicts.server.ts";
import { checkConnection } from "./orders/check-connection.server.ts";
import { confirmOrders } from "./orders/confirm-orders.server.ts";
import { exportCustomer } from "./privacy/export-customer.server.ts";
import { findSuppliersToPoll } from "./supplier-orders/find-suppliers-to-poll.server.ts";
import { importOrder } from "./orders/import-order.server.ts";
import { noteFulfillment } from "./fulfillments/note-fulfillment.server.ts";
import { noteOrderChange } from "./orders/note-order-change.server.ts";
import { noteScopes } from "./merchants/note-scopes.server.ts";
import { offboardMerchant } from "./merchants/offboard-merchant.server.ts";
import { readRequests } from "./fulfillment-requests/read-requests.server.ts";
import { readShopifyHolds } from "./orders/read-shopify-holds.server.ts";
import { redactCustomer } from "./privacy/redact-customer.server.ts";
import { redactShop } from "./privacy/redact-shop.server.ts";
import { remindSuppliers } from "./supplier-orders/remind-suppliers.server.ts";
import { resumeChanges } from "./supplier-orders/resume-changes.server.ts";
import { resumeFallbacks } from "./routing/resume-fallbacks.server.ts";
import { resumeSupplierOrders } from "./supplier-orders/resume-supplier-orders.server.ts";
import { resumeWriteBacks } from "./fulfillments/resume-write-backs.server.ts";
import { resumeDetails } from "./orders/resume-details.server.ts";
import { reviewHolds } from "./orders/review-holds.server.ts";
import { retryWriteBacks } from "./fulfillments/retry-write-backs.server.ts";
import { sweepOrders } from "./orders/sweep-orders.server.ts";

/** Which step a webhook's topic starts, or a call at our fulfillment service's address. The topic comes from a header that nobody signed: "constructor" is none. */
export const stepOfTopic = (topic: string): string | undefined => [topics, callbacks].find((one) => Object.hasOwn(one, topic))?.[topic];

/** Each step gets { shopId, inboxId }. A test compares the keys with shopify.app.toml. */
export const topics: Readonly<Record<string, string>> = {
  "orders/create": importOrder.name,
  "orders/paid": importOrder.name,
  "orders/updated": importOrder.name,
  "orders/cancelled": importOrder.name,
  "orders/edited": noteOrderChange.name,
  "refunds/create": noteOrderChange.name,
  "orders/delete": noteOrderChange.name,
  "orders/risk_assessment_changed": noteOrderChange.name,
  "disputes/create": noteOrderChange.name,
  "disputes/update": noteOrderChange.name,
  "fulfillments/create": noteFulfillment.name,
  "fulfillments/update": noteFulfillment.name,
  "fulfillment_orders/order_routing_complete": retryWriteBacks.name,
  "fulfillment_orders/placed_on_hold": readShopifyHolds.name,
  "fulfillment_orders/hold_released": readShopifyHolds.name,
  "fulfillment_orders/moved": retryWriteBacks.name,
  "fulfillment_orders/cancelled": retryWriteBacks.name,
  "app/uninstalled": offboardMerchant.name,
  "app/scopes_update": noteScopes.name,
  "customers/data_request": exportCustomer.name,
  "customers/redact": redactCustomer.name,
  "shop/redact": redactShop.name,
};

/** What Shopify calls at the address of our fulfillment service, and the step that follows; subscribed to by no configuration. */
export const callbacks: Readonly<Record<string, string>> = { fulfillment_order_notification: readRequests.name };

/** What the clock starts for each installed shop, by minutes between two runs. */
export const clock: readonly { readonly step: string; readonly everyMinutes: number }[] = [
  { step: findSuppliersToPoll.name, everyMinutes: 1 },
  { step: confirmOrders.name, everyMinutes: 1 },
  { step: checkBalance.name, everyMinutes: 1 },
  { step: reviewHolds.name, everyMinutes: 1 },
  { step: sweepOrders.name, everyMinutes: 5 },
  { step: retryWriteBacks.name, everyMinutes: 5 },
  { step: readRequests.name, everyMinutes: 5 },
  { step: askCarriers.name, everyMinutes: 10 },
  { step: resumeFallbacks.name, everyMinutes: 15 },
  { step: resumeSupplierOrders.name, everyMinutes: 15 },
  { step: resumeWriteBacks.name, everyMinutes: 15 },
  { step: resumeChanges.name, everyMinutes: 15 },
  { step: resumeDetails.name, everyMinutes: 15 },
  // Once a day: it finds out itself whether a day is over, so that a minute missed is no day missed.
  { step: checkConflicts.name, everyMinutes: 60 },
  { step: remindSuppliers.name, everyMinutes: 60 },
  { step: applyRetention.name, everyMinutes: 60 },
  { step: checkConnection.name, everyMinutes: 60 },
];
