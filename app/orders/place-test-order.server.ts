// A merchant wants to see the whole path once: a real order is made in his shop, marked as a test, over nothing.
// Shopify has no idempotency key for it, so a call without an answer is never repeated: its webhook, or a person, tells.
import { z } from "zod";
import { getMerchant, saveSettings } from "../merchants/store.server.ts";
import { shopSubject } from "../merchants/merchant.ts";
import { recordActivity, system } from "../platform/activity.server.ts";
import type { Database, ShopTransaction } from "../platform/db.server.ts";
import { RetryableError } from "../platform/errors.ts";
import { keepMessage } from "../platform/messages.server.ts";
import type { Step } from "../platform/step.ts";
import { languageFor, say } from "../platform/words/words.ts";
import { openProblem, resolveProblems } from "../problems/store.server.ts";
import { OutcomeUnknownError } from "../shopify/admin-errors.ts";
import type { AdminApi, ShopAddress } from "../shopify/admin.server.ts";
import { createTestOrder } from "../shopify/graphql/test-order.ts";
import { askedFor, calledOut, testOrderMark } from "./test-order.ts";

type Tools = { readonly database: Database; readonly admin: AdminApi; readonly now: () => Date };
const inputSchema = z.object({ shopId: z.string(), key: z.string(), shopifyVariantId: z.string() });
type Input = z.infer<typeof inputSchema>;

export type PlacedTestOrder = { readonly kind: "placed" | "refused" | "unknown" | "not_asked" };

const problemKey = "test_order";

export const placeTestOrder: Step<Tools, Input, PlacedTestOrder> = {
  name: "place-test-order",
  policy: { retries: 3 },
  input: inputSchema,
  run: async (tools, input) => {
    const shop = await tools.database.inShop(input.shopId, (tx) => begin(tx, input.key));
    if (!shop) return async () => ({ kind: "not_asked" });
    const variables = { order: orderOf(input, shop), options: { inventoryBehaviour: "BYPASS", sendReceipt: false, sendFulfillmentReceipt: false } } as const;
    try {
      const { orderCreate: answer } = await tools.admin.mutate(shop, createTestOrder, variables);
      return async (tx) => {
        await keepMessage(tx, { direction: "OUT", channel: "SHOPIFY_ADMIN", title: "orderCreate", request: JSON.stringify(variables), response: JSON.stringify(answer), status: 200 });
        return answer?.order ? await savePlaced(tx, answer.order, tools.now()) : await saveRefused(tx, answer?.userErrors ?? []);
      };
    } catch (error) {
      if (error instanceof OutcomeUnknownError) return async () => ({ kind: "unknown" });
      // Certainly nothing was made: the click stands, or the way is free for another.
      const isTriedAgain = error instanceof RetryableError;
      await tools.database.inShop(input.shopId, (tx) => saveSettings(tx, { testOrderId: isTriedAgain ? askedFor(input.key) : null }));
      throw error;
    }
  },
};

type Shop = ShopAddress & { readonly currency: string; readonly note: string; readonly title: string };

/** Saved before the call: whoever finds it called out without an answer leaves it alone. */
async function begin(tx: ShopTransaction, key: string): Promise<Shop | undefined> {
  const merchant = await getMerchant(tx);
  const { count } = await tx.db.merchantSettings.updateMany({ where: { shopId: tx.shopId, testOrderId: askedFor(key) }, data: { testOrderId: calledOut(key) } });
  if (count === 0) return undefined;
  const language = languageFor([merchant.settings.language, merchant.locale]);
  return { id: tx.shopId, domain: merchant.domain, currency: merchant.currency, note: say(language, "setup.test.note"), title: say(language, "setup.test.delivery") };
}

function orderOf({ key, shopifyVariantId }: Input, { currency, note, title }: Shop) {
  const nothing = { shopMoney: { amount: "0", currencyCode: currency as "USD" } };
  return {
    test: true,
    // Over nothing, and so paid: no transaction, no payment provider, no money.
    financialStatus: "PAID" as const,
    // By the schema's default a line needs no shipping, and then there would be nothing to fulfill.
    lineItems: [{ variantId: shopifyVariantId, quantity: 1, requiresShipping: true, priceSet: nothing }],
    shippingLines: [{ title, priceSet: nothing }],
    // No mail and no phone: nobody can be told of it.
    shippingAddress: { firstName: "Daifa", lastName: "Test", address1: "1 Test Street", city: "New York", provinceCode: "NY", zip: "10001", countryCode: "US" as const },
    customAttributes: [{ key: testOrderMark, value: key }],
    tags: ["daifa-test"],
    note,
  };
}

async function savePlaced(tx: ShopTransaction, order: { id: string; name: string }, at: Date): Promise<PlacedTestOrder> {
  await saveSettings(tx, { testOrderId: order.id });
  await resolveProblems(tx, [problemKey], "shopify");
  await recordActivity(tx, { subject: "shop", subjectId: shopSubject, actor: system, code: "test_order_placed", params: { order: order.name }, at });
  return { kind: "placed" };
}

async function saveRefused(tx: ShopTransaction, errors: readonly { message: string }[]): Promise<PlacedTestOrder> {
  await saveSettings(tx, { testOrderId: null });
  await openProblem(tx, { key: problemKey, code: "test_order_refused", params: { text: errors.map(({ message }) => message).join(" ") }, whoActs: "MERCHANT" });
  return { kind: "refused" };
}
