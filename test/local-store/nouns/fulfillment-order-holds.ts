// How does an app hold a fulfillment order, or part of it, and release it again?

import { isOpen } from "../acts/order-facts.ts";
import { mostHolds } from "../acts/fulfillment-actions.ts";
import { placeHold, releaseHolds } from "../acts/hold-units.ts";
import { pickUnits, type LineInput } from "../acts/split-units.ts";
import type { StoredFulfillmentOrder, StoredHold } from "../fulfillment-state.ts";
import { codedUserErrorFields, own, userError, type GraphqlContext, type Models, type UserError } from "../graphql/models.ts";
import { GraphQLError } from "graphql";
import { fulfillmentOrderOrFail } from "./fulfillment-order-actions.ts";

type HoldInput = {
  reason: string; reasonNotes?: string | null; handle?: string | null; externalId?: string | null; fulfillmentOrderLineItems?: LineInput[] | null;
};

function hold(_root: unknown, { id, fulfillmentHold: input }: { id: string; fulfillmentHold: HoldInput }, context: GraphqlContext) {
  const fulfillmentOrder = fulfillmentOrderOrFail(id, context);
  const lines = input.fulfillmentOrderLineItems ?? [];
  const handle = input.handle ?? "";
  const refusal = unitsRefusal(lines) ?? wholeRefusal(fulfillmentOrder, handle) ?? partRefusal(fulfillmentOrder, lines);
  const picked = pickUnits(fulfillmentOrder, lines);
  const wrong = refusal ?? (picked ? undefined : userError(
    ["fulfillmentHold", "fulfillmentOrderLineItems"], "Invalid fulfillment order line item quantity requested.", "INVALID_LINE_ITEM_QUANTITY"));
  if (wrong || !picked) return { fulfillmentHold: null, fulfillmentOrder: null, remainingFulfillmentOrder: null, userErrors: [wrong] };
  const placed = placeHold(context, fulfillmentOrder, {
    handle, reason: input.reason, reasonNotes: input.reasonNotes ?? null, externalId: input.externalId ?? null, isHeldByApp: true, picked,
  });
  return { fulfillmentHold: placed.hold, fulfillmentOrder, remainingFulfillmentOrder: placed.remaining, userErrors: [] };
}

function wholeRefusal(fulfillmentOrder: StoredFulfillmentOrder, handle: string): UserError | undefined {
  const field = ["fulfillmentHold", "handle"];
  if (!isOpen(fulfillmentOrder)) return userError(["id"], "The fulfillment order is not in a valid state for this action.");
  if (fulfillmentOrder.holds.some((held) => held.handle === handle && held.isHeldByApp)) {
    return userError(field, "The handle provided for the fulfillment hold is already in use by this app for another hold on this fulfillment order.", "DUPLICATE_FULFILLMENT_HOLD_HANDLE");
  }
  if (fulfillmentOrder.holds.filter((held) => held.isHeldByApp).length >= mostHolds) {
    return userError(["id"], "The maximum number of fulfillment holds for this fulfillment order has been reached for this app. An app can only have up to 10 holds on a single fulfillment order at any one time.", "FULFILLMENT_ORDER_HOLD_LIMIT_REACHED");
  }
  return undefined;
}

const linesField = ["fulfillmentHold", "fulfillmentOrderLineItems"];

/** Looked at before the fulfillment order is. */
function unitsRefusal(lines: readonly LineInput[]): UserError | undefined {
  const zero = lines.findIndex(({ quantity }) => quantity <= 0);
  if (zero >= 0) return userError([...linesField, String(zero), "quantity"], "You must select at least one item to place on partial hold.", "GREATER_THAN_ZERO");
  return new Set(lines.map((line) => line.id)).size < lines.length
    ? userError(linesField, "must contain unique line item ids", "DUPLICATED_FULFILLMENT_ORDER_LINE_ITEMS")
    : undefined;
}

function partRefusal(fulfillmentOrder: StoredFulfillmentOrder, lines: readonly LineInput[]): UserError | undefined {
  return lines.length > 0 && fulfillmentOrder.status === "ON_HOLD"
    ? userError(linesField, "The fulfillment order is not in a splittable state.", "FULFILLMENT_ORDER_NOT_SPLITTABLE")
    : undefined;
}

type ReleaseArgs = { id: string; holdIds?: string[] | null; externalId?: string | null };

function release(_root: unknown, args: ReleaseArgs, context: GraphqlContext) {
  const fulfillmentOrder = fulfillmentOrderOrFail(args.id, context);
  const named = args.externalId == null ? [] : fulfillmentOrder.holds.filter((held) => held.externalId === args.externalId).map((held) => held.id);
  releaseHolds(context, fulfillmentOrder, args.holdIds ?? (args.externalId == null ? null : named));
  return { fulfillmentOrder, userErrors: [] };
}

/** Recorded: without the scope for other apps the field is null, with an error that names the place. */
function heldByApp(held: StoredHold, _args: unknown, { scopes }: GraphqlContext) {
  if (!scopes.includes("read_apps")) {
    throw new GraphQLError("Access denied for heldByApp field. Required access: `read_apps` access scope.", {
      extensions: { code: "ACCESS_DENIED", documentation: "https://shopify.dev/api/usage/access-scopes", requiredAccess: "`read_apps` access scope." },
    });
  }
  return held.isHeldByApp ? { id: "gid://shopify/App/12345", title: "App under test" } : null;
}

/** The one recorded that is not its code in small letters. */
const displayReasons: Record<string, string> = { AWAITING_RETURN_ITEMS: "Exchange items awaiting return delivery" };

export const fulfillmentOrderHoldModels: Models = {
  Mutation: { fulfillmentOrderHold: hold, fulfillmentOrderReleaseHold: release },
  FulfillmentHold: {
    ...own<StoredHold>("id", "handle", "reason", "reasonNotes"),
    displayReason: ({ reason }: StoredHold) => displayReasons[reason] ?? `${reason.charAt(0)}${reason.slice(1).toLowerCase().replaceAll("_", " ")}`,
    heldByRequestingApp: ({ isHeldByApp }: StoredHold) => isHeldByApp,
    heldByApp,
  },
  FulfillmentOrderHoldPayload: own<Record<string, unknown>>("fulfillmentHold", "fulfillmentOrder", "remainingFulfillmentOrder", "userErrors"),
  FulfillmentOrderReleaseHoldPayload: own<Record<string, unknown>>("fulfillmentOrder", "userErrors"),
  FulfillmentOrderHoldUserError: codedUserErrorFields,
  FulfillmentOrderReleaseHoldUserError: codedUserErrorFields,
};
