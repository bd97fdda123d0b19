// Hourly, and on a click: may we still speak to this shop, with every permission, and does it still tell us everything?
// Asking renews the token of a shop where nothing happens. Each difference is one problem, which closes itself.
import { z } from "zod";
import { settleScopes } from "../merchants/note-scopes.server.ts";
import { getMerchant, saveGrantedScopes } from "../merchants/store.server.ts";
import type { Database } from "../platform/db.server.ts";
import type { Step } from "../platform/step.ts";
import { openProblem, resolveProblems } from "../problems/store.server.ts";
import type { WhoActs } from "../problems/problem.ts";
import type { AdminApi, ShopAddress } from "../shopify/admin.server.ts";
import { apiVersion } from "../shopify/app.server.ts";
import { connectionFacts, deleteSubscription } from "../shopify/graphql/shop.ts";
import { findUntold, listHeard, saveFindings } from "./connection-store.server.ts";
import { findingCodes, judgeConnection, type ExtraSubscription, type FindingCode } from "./judge-connection.ts";

type Tools = { readonly database: Database; readonly admin: AdminApi; readonly now: () => Date; /** That the app's configuration subscribes to. */ readonly topics: readonly string[] };
const inputSchema = z.object({
  shopId: z.string(),
  /** A person wants the subscriptions gone that the configuration does not know. */
  removeExtra: z.boolean().exactOptional(),
});
type Input = z.infer<typeof inputSchema>;

export type ConnectionOutcome = { readonly findings: readonly string[]; readonly missingScopes: readonly string[] };

const dayMs = 24 * 3_600_000;

export const checkConnection: Step<Tools, Input, ConnectionOutcome> = {
  name: "check-connection",
  input: inputSchema,
  run: async ({ database, admin, now, topics }, { shopId, removeExtra = false }) => {
    const { domain } = await database.inShop(shopId, getMerchant);
    const facts = await readFacts(admin, { id: shopId, domain }, removeExtra);
    return async (tx) => {
      const at = now();
      await saveGrantedScopes(tx, facts.scopes);
      const missingScopes = await settleScopes(tx, facts.scopes);
      const yesterday = new Date(at.getTime() - dayMs);
      const heard = await listHeard(tx, { domain, topics, since: yesterday });
      const findings = judgeConnection({ topics, apiVersion, heard, extra: facts.extra, untold: await findUntold(tx, yesterday) });
      await saveFindings(tx, findings, at);
      for (const { code, params } of findings) await openProblem(tx, { key: keyOf(code), code, params, whoActs: whoActs[code] });
      const found = new Set(findings.map(({ code }) => code));
      await resolveProblems(tx, findingCodes.filter((code) => !found.has(code)).map(keyOf), "daifa");
      return { findings: [...found], missingScopes };
    };
  },
};

const keyOf = (code: FindingCode): string => `connection:${code}`;
const whoActs: Readonly<Record<FindingCode, WhoActs>> = { webhooks_silent: "DAIFA", webhook_version_differs: "DAIFA", webhook_topic_unknown: "DAIFA", subscription_extra: "MERCHANT" };

/** Run twice: a subscription that is gone is not in the list any more. */
async function readFacts(admin: AdminApi, shop: ShopAddress, removesExtra: boolean): Promise<{ scopes: string[]; extra: ExtraSubscription[] }> {
  const facts = await askFacts(admin, shop);
  if (!removesExtra || facts.extra.length === 0) return facts;
  for (const { id } of facts.extra) await admin.mutate(shop, deleteSubscription, { id });
  return await askFacts(admin, shop);
}

async function askFacts(admin: AdminApi, shop: ShopAddress): Promise<{ scopes: string[]; extra: ExtraSubscription[] }> {
  const { currentAppInstallation, webhookSubscriptions } = await admin.query(shop, connectionFacts, {});
  return {
    scopes: currentAppInstallation.accessScopes.map(({ handle }) => handle),
    extra: webhookSubscriptions.nodes.map(({ id, topic, uri }) => ({ id, topic: spelled(topic), uri })),
  };
}

/** ORDERS_CREATE is orders/create; only the area and the event are apart in messages. */
function spelled(topic: string): string {
  const text = topic.toLowerCase();
  const area = ["fulfillment_orders", "app", "orders", "refunds", "fulfillments"].find((one) => text.startsWith(`${one}_`));
  return area ? `${area}/${text.slice(area.length + 1)}` : text;
}
