// How do apps ask a fulfillment service, answer as one, and see what is assigned to them?

import { GraphQLError } from "graphql";
import { answerRequest, closeIncomplete, submitCancellation, submitRequest, type RequestAnswer } from "../acts/fulfillment-requests.ts";
import type { LineInput } from "../acts/split-units.ts";
import type { StoredFulfillmentOrder, StoredMerchantRequest } from "../fulfillment-state.ts";
import { byId, connect, type ConnectionArgs } from "../graphql/connections.ts";
import { own, always, userErrorFields, type GraphqlContext, type Models, type UserError } from "../graphql/models.ts";
import { fulfillmentOrderOrFail } from "./fulfillment-order-actions.ts";

type SubmitArgs = { id: string; fulfillmentOrderLineItems?: LineInput[] | null; message?: string | null; notifyCustomer?: boolean | null };
type MessageArgs = { id: string; message?: string | null };
type AssignedArgs = ConnectionArgs & { assignmentStatus?: string | null; locationIds?: string[] | null; sortKey?: string | null };

function submit(_root: unknown, args: SubmitArgs, context: GraphqlContext) {
  const found = fulfillmentOrderOrFail(args.id, context);
  const done = submitRequest(context, found, { lines: args.fulfillmentOrderLineItems ?? [], message: args.message ?? null, notifyCustomer: args.notifyCustomer ?? null });
  if ("message" in done) return { originalFulfillmentOrder: null, submittedFulfillmentOrder: null, unsubmittedFulfillmentOrder: null, userErrors: [done] };
  return {
    originalFulfillmentOrder: done.original, submittedFulfillmentOrder: done.submitted, unsubmittedFulfillmentOrder: done.unsubmitted, userErrors: [],
  };
}

function answered(found: StoredFulfillmentOrder, refused: UserError | undefined) {
  return refused ? { fulfillmentOrder: null, userErrors: [refused] } : { fulfillmentOrder: found, userErrors: [] };
}

/** The answer still shows the accepted request, as recorded; that later reads show the requested cancellation is assumed. */
function requestCancellation(_root: unknown, { id, message }: MessageArgs, context: GraphqlContext) {
  const found = fulfillmentOrderOrFail(id, context);
  const before = found.requestStatus;
  const refused = submitCancellation(context, found, message ?? null);
  return answered(found.requestStatus === "CANCELLATION_REQUESTED" ? { ...found, requestStatus: before } : found, refused);
}

function answerWith(answer: RequestAnswer) {
  return (_root: unknown, { id, message }: MessageArgs, context: GraphqlContext) => {
    const found = fulfillmentOrderOrFail(id, context);
    return answered(found, answerRequest(context, found, { answer, message: message ?? null }));
  };
}

function close(_root: unknown, { id, message }: MessageArgs, context: GraphqlContext) {
  const found = fulfillmentOrderOrFail(id, context);
  return answered(found, closeIncomplete(context, found, message ?? null));
}

const statusesOf: Record<string, readonly string[]> = {
  FULFILLMENT_UNSUBMITTED: ["UNSUBMITTED"],
  FULFILLMENT_REQUESTED: ["SUBMITTED"],
  FULFILLMENT_ACCEPTED: ["ACCEPTED", "CANCELLATION_REJECTED"],
  CANCELLATION_REQUESTED: ["CANCELLATION_REQUESTED"],
};

/** Those of the app's own locations only; closed ones are never among them. */
function assigned(_root: unknown, args: AssignedArgs, { shop }: GraphqlContext) {
  const locations = (shop.services ?? []).filter((service) => service.own).map((service) => service.locationId);
  if (locations.length === 0) {
    throw new GraphQLError(JSON.stringify(["The api_client is not associated with any fulfillment service."]));
  }
  const wanted = args.assignmentStatus == null ? undefined : statusesOf[args.assignmentStatus];
  const asked = args.locationIds ?? [];
  const listed = shop.fulfillmentOrders.filter((one) => locations.includes(one.locationId) && (asked.length === 0 || asked.includes(one.locationId))
    && one.status !== "CLOSED" && (wanted === undefined || wanted.includes(one.requestStatus)));
  return connect(listed, args, args.sortKey === "UPDATED_AT" ? (one) => one.updatedAt : byId);
}

type RequestsArgs = ConnectionArgs & { kind?: string | null };

const payload = own<Record<string, unknown>>("fulfillmentOrder", "userErrors");

export const fulfillmentRequestModels: Models = {
  QueryRoot: { assignedFulfillmentOrders: assigned },
  Mutation: {
    fulfillmentOrderSubmitFulfillmentRequest: submit,
    fulfillmentOrderAcceptFulfillmentRequest: answerWith("acceptRequest"),
    fulfillmentOrderRejectFulfillmentRequest: answerWith("rejectRequest"),
    fulfillmentOrderSubmitCancellationRequest: requestCancellation,
    fulfillmentOrderAcceptCancellationRequest: answerWith("acceptCancellation"),
    fulfillmentOrderRejectCancellationRequest: answerWith("rejectCancellation"),
    fulfillmentOrderClose: close,
  },
  FulfillmentOrder: {
    merchantRequests: ({ merchantRequests = [] }: StoredFulfillmentOrder, args: RequestsArgs) =>
      connect(merchantRequests.filter(({ requestKind }) => args.kind == null || requestKind === args.kind), args),
  },
  FulfillmentOrderMerchantRequest: {
    ...own<StoredMerchantRequest>("id", "message", "requestOptions", "sentAt"),
    kind: ({ requestKind }: StoredMerchantRequest) => requestKind,
    responseData: always(null),
    fulfillmentOrder: (sent: StoredMerchantRequest, _args: unknown, { shop }: GraphqlContext) =>
      shop.fulfillmentOrders.find((one) => one.merchantRequests?.some(({ id }) => id === sent.id)) ?? null,
  },
  FulfillmentOrderSubmitFulfillmentRequestPayload: own<Record<string, unknown>>(
    "originalFulfillmentOrder", "submittedFulfillmentOrder", "unsubmittedFulfillmentOrder", "userErrors"),
  FulfillmentOrderAcceptFulfillmentRequestPayload: payload,
  FulfillmentOrderRejectFulfillmentRequestPayload: payload,
  FulfillmentOrderSubmitCancellationRequestPayload: payload,
  FulfillmentOrderAcceptCancellationRequestPayload: payload,
  FulfillmentOrderRejectCancellationRequestPayload: payload,
  FulfillmentOrderClosePayload: payload,
  UserError: userErrorFields,
};
