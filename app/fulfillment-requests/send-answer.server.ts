// The one call that tells Shopify: done, refused by Shopify, or unknown when no answer came.
import type { ShopTransaction } from "../platform/db.server.ts";
import { keepMessage } from "../platform/messages.server.ts";
import { sayStored, type Language } from "../platform/words/words.ts";
import { OutcomeUnknownError } from "../shopify/admin-errors.ts";
import type { AdminApi, ShopAddress } from "../shopify/admin.server.ts";
import { acceptCancellationRequest, acceptFulfillmentRequest, rejectCancellationRequest, rejectFulfillmentRequest } from "../shopify/graphql/fulfillment-requests.ts";
import type { BegunAnswer } from "./begin-answer.server.ts";

export type Told = { readonly kind: "done" | "unknown" } | { readonly kind: "refused"; readonly text: string };
export type SentAnswer = Told & { readonly title: string; readonly variables: object; readonly response: unknown };

type Payload = { readonly userErrors: readonly { readonly message: string }[] } | null | undefined;

export async function sendAnswer(admin: AdminApi, to: { shop: ShopAddress; language: Language }, begun: BegunAnswer): Promise<SentAnswer> {
  const { title, variables, call } = callOf(admin, to, begun);
  try {
    const payload = await call();
    const text = payload?.userErrors.map(({ message }) => message).join(" ") ?? "";
    return text === "" ? { kind: "done", title, variables, response: payload } : { kind: "refused", text, title, variables, response: payload };
  } catch (error) {
    if (!(error instanceof OutcomeUnknownError)) throw error;
    return { kind: "unknown", title, variables, response: null };
  }
}

type Call = { readonly title: string; readonly variables: object; call(): Promise<Payload> };

function callOf(admin: AdminApi, { shop, language }: { shop: ShopAddress; language: Language }, { request, answer }: BegunAnswer): Call {
  const id = request.fulfillmentOrderId;
  const message = answer.reason ? sayStored(language, answer.reason.code, answer.reason.params) : null;
  const plain = { id, message };
  if (request.kind === "CANCELLATION") {
    return answer.isAccepted
      ? { title: "fulfillmentOrderAcceptCancellationRequest", variables: plain, call: async () => (await admin.mutate(shop, acceptCancellationRequest, plain)).fulfillmentOrderAcceptCancellationRequest }
      : { title: "fulfillmentOrderRejectCancellationRequest", variables: plain, call: async () => (await admin.mutate(shop, rejectCancellationRequest, plain)).fulfillmentOrderRejectCancellationRequest };
  }
  if (answer.isAccepted) return { title: "fulfillmentOrderAcceptFulfillmentRequest", variables: plain, call: async () => (await admin.mutate(shop, acceptFulfillmentRequest, plain)).fulfillmentOrderAcceptFulfillmentRequest };
  const rejected = {
    ...plain, reason: answer.shopifyReason ?? "OTHER",
    lineItems: answer.lines.map((line) => ({ fulfillmentOrderLineItemId: line.fulfillmentOrderLineId, message: sayStored(language, line.reason.code, line.reason.params) })),
  } as const;
  return { title: "fulfillmentOrderRejectFulfillmentRequest", variables: rejected, call: async () => (await admin.mutate(shop, rejectFulfillmentRequest, rejected)).fulfillmentOrderRejectFulfillmentRequest };
}

export async function keepAnswer(tx: ShopTransaction, orderId: string, { title, variables, response }: SentAnswer): Promise<string> {
  return await keepMessage(tx, {
    direction: "OUT", channel: "SHOPIFY_ADMIN", title, orderId, request: JSON.stringify(variables),
    ...(response === null ? {} : { response: JSON.stringify(response), status: 200 }),
  });
}
