// A shop has removed the app: nothing is done for it from now on. Its token is dead already, so Shopify is not asked.
// Shopify delivers late and more than once: an uninstall from before the present install says nothing about it.
import { z } from "zod";
import { recordActivity } from "../platform/activity.server.ts";
import { lockShop, type Database, type ShopTransaction } from "../platform/db.server.ts";
import { findInboxMessage, markHandled, type InboxMessage } from "../platform/inbox-store.server.ts";
import type { Log } from "../platform/log.server.ts";
import type { Step } from "../platform/step.ts";
import { appUninstalledPayload } from "../shopify/payloads/app.ts";
import { parseJsonExactly } from "../shopify/payloads/parse-json-exactly.ts";
import { shopSubject } from "./merchant.ts";
import { findMerchant, markUninstalled } from "./store.server.ts";

type Tools = { readonly database: Database; readonly log: Log; readonly now: () => Date };

export type Offboarding = { readonly kind: "offboarded" | "already_offboarded" | "older_than_install" | "another_shop" | "gone" };

export const offboardMerchant: Step<Tools, { shopId: string; inboxId: string }, Offboarding> = {
  name: "offboard-merchant",
  input: z.object({ shopId: z.string(), inboxId: z.uuid() }),
  run: async ({ database, log, now }, { shopId, inboxId }) => {
    const message = await findInboxMessage(database, inboxId);
    if (!message) return async () => ({ kind: "gone" });
    const at = whenTriggered(message);
    return async (tx) => {
      await markHandled(tx, inboxId, now());
      const outcome = isAboutShop(message, shopId) ? await offboard(tx, at) : ({ kind: "another_shop" } as const);
      log.info({ shop: shopId, outcome: outcome.kind }, "app/uninstalled was read");
      return outcome;
    };
  },
};

/** The shop in the header is not signed; the body is the shop itself. */
function isAboutShop({ body }: InboxMessage, shopId: string): boolean {
  const parsed = parseJsonExactly(body);
  return parsed.ok && appUninstalledPayload.safeParse(parsed.value).data?.id === shopId;
}

async function offboard(tx: ShopTransaction, at: Date): Promise<Offboarding> {
  await lockShop(tx);
  const merchant = await findMerchant(tx);
  if (!merchant?.isInstalled) return { kind: "already_offboarded" };
  if (await isOlderThanInstall(tx, at)) return { kind: "older_than_install" };
  await markUninstalled(tx, at);
  await recordActivity(tx, { subject: "shop", subjectId: shopSubject, actor: { kind: "SHOPIFY" }, code: "uninstalled", at });
  return { kind: "offboarded" };
}

/** When the event happened by Shopify's header, which a delivery repeats unchanged; without one, when it arrived. */
export function whenTriggered({ triggeredAt, receivedAt }: Pick<InboxMessage, "triggeredAt" | "receivedAt">): Date {
  const told = new Date(triggeredAt ?? Number.NaN);
  return Number.isNaN(told.getTime()) ? receivedAt : told;
}

/** The row stays locked until the transaction ends, so that an install meanwhile waits for what is decided here. */
export async function isOlderThanInstall(tx: ShopTransaction, at: Date): Promise<boolean> {
  const [shop] = await tx.db.$queryRaw<{ installedAt: Date }[]>`select "installedAt" from "Shop" where "id" = ${tx.shopId} for update`;
  return shop !== undefined && shop.installedAt > at;
}
