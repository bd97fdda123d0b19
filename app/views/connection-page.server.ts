// The read model of the connection to Shopify, and what can be asked for there: to look now, to check now, to remove.
import { missingScopes } from "../merchants/note-scopes.server.ts";
import { checkConnection } from "../orders/check-connection.server.ts";
import { findToken, listHeard, listRecoveries, readFindings } from "../orders/connection-store.server.ts";
import { isUnderWay, sweepOrders } from "../orders/sweep-orders.server.ts";
import { findLatestSweep } from "../orders/sweep-store.server.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import { done, failed } from "./answer.ts";
import { lookBackHours, type ConnectionPage, type TokenState } from "./connection-page.ts";
import { textOf } from "./form.ts";
import type { Act } from "./open-shop-page.server.ts";

const shownRecoveries = 50;

export async function readConnectionPage(tx: ShopTransaction, { topics, now }: { topics: readonly string[]; now: Date }): Promise<ConnectionPage> {
  const { domain, grantedScopes } = await tx.db.shop.findUniqueOrThrow({ where: { id: tx.shopId }, select: { domain: true, grantedScopes: true } });
  const heard = new Map((await listHeard(tx, { domain, topics, since: now })).map(({ topic, at }) => [topic, at]));
  const sweep = (await findLatestSweep(tx)) ?? null;
  return {
    ...(await readFindings(tx)),
    token: stateOf(await findToken(tx, domain), now),
    missingScopes: missingScopes(grantedScopes),
    sweep,
    isSweeping: sweep !== null && isUnderWay(sweep, now),
    recoveries: await listRecoveries(tx, shownRecoveries),
    topics: topics.map((topic) => ({ topic, at: heard.get(topic) ?? null })),
  };
}

/** It is renewed many times a day; one that is not for two months has something in its way. */
const endingMs = 30 * 24 * 3_600_000;

function stateOf(token: Awaited<ReturnType<typeof findToken>>, now: Date): TokenState {
  if (!token) return { kind: "none" };
  const until = token.refreshExpiresAt ?? token.expiresAt;
  if (!until) return { kind: "forever" };
  if (until <= now) return { kind: "none" };
  return { kind: until.getTime() - now.getTime() < endingMs ? "ending" : "good", until };
}

export async function actOnConnection(tx: ShopTransaction, form: FormData, now: Date): Promise<Act> {
  const { shopId } = tx;
  const check = (input: { removeExtra?: true } = {}) => ({ step: checkConnection.name, input: { shopId, ...input }, key: shopId });
  const intent = textOf(form, "intent");
  if (intent === "remove") return { answer: done("connection.extra.removing"), jobs: [check({ removeExtra: true })] };
  if (intent === "check") return { answer: done("connection.state.checking"), jobs: [check()] };
  const latest = await findLatestSweep(tx);
  if (latest && isUnderWay(latest, now)) return { answer: failed("connection.sweep.busy"), jobs: [] };
  const hours = lookBackHours.find((one) => one === textOf(form, "hours")) ?? "24";
  return { answer: done("connection.sweep.asked"), jobs: [{ step: sweepOrders.name, input: { shopId, lookBackHours: Number(hours) }, key: shopId }] };
}
