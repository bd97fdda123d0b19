// How does an app split a fulfillment order and merge several? All inputs are checked first: bad ones leave everything as it was.

import { mergeable } from "../acts/fulfillment-actions.ts";
import { mergeInto, pickUnits, splitOff, type LineInput, type PickedUnits } from "../acts/split-units.ts";
import type { StoredFulfillmentOrder } from "../fulfillment-state.ts";
import { codedUserErrorFields, own, userError, type GraphqlContext, type Models, type UserError } from "../graphql/models.ts";
import { numericId } from "../ids.ts";
import type { ShopState } from "../shop-state.ts";
import { mergedPayload, splitPayload } from "../webhooks/fulfillment-request-payloads.ts";

type SplitInput = { fulfillmentOrderId: string; fulfillmentOrderLineItems: LineInput[] };
type Planned = { fulfillmentOrder: StoredFulfillmentOrder; picked: PickedUnits[] };

const unknown = userError(null, "Fulfillment order does not exist.", "FULFILLMENT_ORDER_NOT_FOUND");
const badLine = userError(null, "Fulfillment order line item does not exist.");
const badQuantity = userError(null, "Invalid fulfillment order line item quantity requested.");

function split(_root: unknown, { fulfillmentOrderSplits: inputs }: { fulfillmentOrderSplits: SplitInput[] }, context: GraphqlContext) {
  const planned: Planned[] = [];
  for (const [index, input] of inputs.entries()) {
    const plan = splitRefusal(input, index) ?? planOf(context.shop, input.fulfillmentOrderId, input.fulfillmentOrderLineItems);
    if ("message" in plan) return { fulfillmentOrderSplits: null, userErrors: [plan] };
    planned.push(plan);
  }
  const splits = planned.map(({ fulfillmentOrder, picked }) => {
    const remainingFulfillmentOrder = splitOff(context, fulfillmentOrder, { units: picked });
    context.world.webhooks.emit(context.shop, "fulfillment_orders/split", splitPayload(fulfillmentOrder, remainingFulfillmentOrder));
    return { fulfillmentOrder, remainingFulfillmentOrder, replacementFulfillmentOrder: null };
  });
  return { fulfillmentOrderSplits: splits, userErrors: [] };
}

function splitRefusal({ fulfillmentOrderLineItems: lines }: SplitInput, index: number): UserError | undefined {
  const field = ["fulfillmentOrderSplits", String(index), "fulfillmentOrderLineItems"];
  if (lines.length === 0) return userError(field, "There must be at least one item selected in this fulfillment to split it.", "NO_LINE_ITEMS_PROVIDED_TO_SPLIT");
  const zero = lines.findIndex(({ quantity }) => quantity <= 0);
  return zero < 0 ? undefined : userError([...field, String(zero), "quantity"], "You must select at least one item to split into a new fulfillment order.", "GREATER_THAN");
}

function planOf(shop: ShopState, id: string, lines: readonly LineInput[]): Planned | UserError {
  const fulfillmentOrder = shop.fulfillmentOrders.find((one) => one.id === id);
  if (!fulfillmentOrder) return unknown;
  if (lines.some((line) => !fulfillmentOrder.lines.some((candidate) => candidate.id === line.id))) return badLine;
  const picked = pickUnits(fulfillmentOrder, lines);
  return picked ? { fulfillmentOrder, picked } : badQuantity;
}

type Intent = { fulfillmentOrderId: string; fulfillmentOrderLineItems?: LineInput[] | null };
type MergeInput = { mergeIntents: Intent[] };

function merge(_root: unknown, { fulfillmentOrderMergeInputs: inputs }: { fulfillmentOrderMergeInputs: MergeInput[] }, context: GraphqlContext) {
  const planned: Planned[][] = [];
  for (const [index, { mergeIntents }] of inputs.entries()) {
    const plans = planMerge(context.shop, mergeIntents, index);
    if ("message" in plans) return { fulfillmentOrderMerges: null, userErrors: [plans] };
    planned.push(plans);
  }
  return { fulfillmentOrderMerges: planned.flatMap((plans) => mergeAll(context, plans)), userErrors: [] };
}

function planMerge(shop: ShopState, intents: Intent[], index: number): Planned[] | UserError {
  const plans: Planned[] = [];
  for (const [nth, intent] of intents.entries()) {
    const lines = intent.fulfillmentOrderLineItems ?? [];
    const zero = lines.findIndex(({ quantity }) => quantity <= 0);
    if (zero >= 0) {
      const field = ["fulfillmentOrderMergeInputs", String(index), "mergeIntents", String(nth), "fulfillmentOrderLineItems", String(zero), "quantity"];
      return userError(field, "You must select at least one item to merge into a new fulfillment order.", "GREATER_THAN");
    }
    const plan = planOf(shop, intent.fulfillmentOrderId, lines);
    if ("message" in plan) return plan;
    const all = plan.fulfillmentOrder.lines.map((line) => ({ line, quantity: line.remainingQuantity }));
    plans.push({ ...plan, picked: lines.length > 0 ? plan.picked : all });
  }
  return notMergeable(shop, plans) ?? plans;
}

function notMergeable(shop: ShopState, [target, ...others]: Planned[]): UserError | undefined {
  if (!target) return unknown;
  const fits = mergeable(shop, target.fulfillmentOrder);
  const state = [target, ...others].find(({ fulfillmentOrder }) => fulfillmentOrder.status !== "OPEN")
    ?? others.find(({ fulfillmentOrder }) => !fits.includes(fulfillmentOrder));
  return state && userError(null, `Fulfillment order: ${numericId(state.fulfillmentOrder.id)} is currently not in a mergeable state.`);
}

/** The first one takes the others' units. */
function mergeAll(context: GraphqlContext, [target, ...others]: Planned[]) {
  if (!target) return [];
  const intents = [target, ...others].map(({ fulfillmentOrder, picked }) => (
    { fulfillmentOrder, units: picked.map(({ line, quantity }) => ({ lineId: line.id, quantity })) }));
  for (const other of others) mergeInto(context, target.fulfillmentOrder, { from: other.fulfillmentOrder, units: other.picked });
  context.world.webhooks.emit(context.shop, "fulfillment_orders/merged", mergedPayload(target.fulfillmentOrder, intents));
  return [{ fulfillmentOrder: target.fulfillmentOrder }];
}

export const fulfillmentOrderSplitModels: Models = {
  Mutation: { fulfillmentOrderSplit: split, fulfillmentOrderMerge: merge },
  FulfillmentOrderSplitPayload: own<Record<string, unknown>>("fulfillmentOrderSplits", "userErrors"),
  FulfillmentOrderSplitResult: own<Record<string, unknown>>("fulfillmentOrder", "remainingFulfillmentOrder", "replacementFulfillmentOrder"),
  FulfillmentOrderSplitUserError: codedUserErrorFields,
  FulfillmentOrderMergePayload: own<Record<string, unknown>>("fulfillmentOrderMerges", "userErrors"),
  FulfillmentOrderMergeResult: own<Record<string, unknown>>("fulfillmentOrder"),
  FulfillmentOrderMergeUserError: codedUserErrorFields,
};
