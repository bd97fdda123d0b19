// Everything the local store answers, joined from one file per noun. To add a root: extend its noun's file, or add one and list it here.

import { pageInfoModel } from "../graphql/connections.ts";
import type { GraphqlContext, Models, Resolve } from "../graphql/models.ts";
import { requireScope } from "../graphql/root-scopes.ts";
import { addressModels } from "./addresses.ts";
import { calculatedOrderModels } from "./calculated-orders.ts";
import { fulfillmentEventModels } from "./fulfillment-events.ts";
import { fulfillmentOrderActionModels } from "./fulfillment-order-actions.ts";
import { fulfillmentOrderHoldModels } from "./fulfillment-order-holds.ts";
import { fulfillmentOrderProgressModels } from "./fulfillment-order-progress.ts";
import { fulfillmentOrderSplitModels } from "./fulfillment-order-splits.ts";
import { fulfillmentRequestModels } from "./fulfillment-request-mutations.ts";
import { fulfillmentOrderModels } from "./fulfillment-orders.ts";
import { deliveryProfileModels } from "./delivery-profiles.ts";
import { fulfillmentModels } from "./fulfillments.ts";
import { inventoryItemModels } from "./inventory-item-update.ts";
import { inventoryLevelModels } from "./inventory-levels.ts";
import { inventoryMutationModels } from "./inventory-mutations.ts";
import { lineItemModels } from "./line-items.ts";
import { localizedFieldModels } from "./localized-fields.ts";
import { locationModels } from "./locations.ts";
import { metafieldModels } from "./metafields.ts";
import { moneyModels } from "./money.ts";
import { nodeModels } from "./nodes.ts";
import { orderModels } from "./orders.ts";
import { orderEditModels } from "./order-edits.ts";
import { orderStateModels } from "./order-states.ts";
import { orderMutationModels } from "./order-mutations.ts";
import { orderRiskModels } from "./order-risk.ts";
import { orderUpdateModels } from "./order-update.ts";
import { paymentTermsModels } from "./payment-terms.ts";
import { fulfillmentServiceModels } from "./third-parties.ts";
import { refundModels } from "./refunds.ts";
import { transactionModels } from "./transactions.ts";
import { thirdPartyMutationModels } from "./third-party-mutations.ts";
import { productModels } from "./products.ts";
import { shopModels } from "./shop.ts";
import { webhookSubscriptionModels } from "./webhook-subscriptions.ts";

const nouns: Models[] = [
  pageInfoModel, moneyModels, addressModels, shopModels, locationModels, productModels, orderModels, orderMutationModels, lineItemModels, fulfillmentServiceModels,
  fulfillmentOrderModels, fulfillmentOrderActionModels, fulfillmentModels, fulfillmentEventModels, webhookSubscriptionModels, nodeModels,
  thirdPartyMutationModels, fulfillmentOrderHoldModels, fulfillmentOrderProgressModels, fulfillmentOrderSplitModels, fulfillmentRequestModels,
  orderRiskModels, localizedFieldModels, paymentTermsModels, metafieldModels, orderUpdateModels,
  inventoryLevelModels, inventoryMutationModels, inventoryItemModels, transactionModels, refundModels, calculatedOrderModels, orderEditModels, orderStateModels, deliveryProfileModels,
];

export const models: Models = join(nouns);

function join(parts: Models[]): Models {
  const joined: Models = {};
  for (const [type, fields] of parts.flatMap((part) => Object.entries(part))) {
    joined[type] = { ...joined[type], ...(isRoot(type) ? guarded(fields) : fields) };
  }
  return joined;
}

function isRoot(type: string): boolean {
  return type === "QueryRoot" || type === "Mutation";
}

function guarded(fields: Record<string, Resolve>): Record<string, Resolve> {
  return Object.fromEntries(Object.entries(fields).map(([root, resolve]) => [root, (source: never, args: never, context: GraphqlContext) => {
    requireScope(root, context.scopes);
    return resolve(source, args, context);
  }]));
}
