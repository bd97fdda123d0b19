// 48 hours after a shop removed the app, all that we hold of it goes. What stays is a bare row that says when.
// Shopify sends this also when the app was installed again in between: then nothing is touched.
import { z } from "zod";
import type { Database, ShopTransaction } from "../platform/db.server.ts";
import { findInboxMessage, markHandled, type InboxMessage } from "../platform/inbox-store.server.ts";
import type { Log } from "../platform/log.server.ts";
import type { Step } from "../platform/step.ts";
import { shopRedactPayload } from "../shopify/payloads/compliance.ts";
import { parseJsonExactly } from "../shopify/payloads/parse-json-exactly.ts";
import { whenTriggered } from "../merchants/offboard-merchant.server.ts";
import { saveDoneTask } from "./task-store.server.ts";
import { wipeOrdersPage, wipeRawPage, wipeRest } from "./wipe-shop.server.ts";

type Tools = { readonly database: Database; readonly log: Log; readonly now: () => Date };

export type ShopRedaction = { readonly kind: "wiped" | "kept" | "gone" };

/** The last transaction takes the whole activity along, which the app may not delete row by row. */
const lastTransaction = { timeoutMs: 240_000 };

export const redactShop: Step<Tools, { shopId: string; inboxId: string }, ShopRedaction> = {
  name: "redact-shop",
  input: z.object({ shopId: z.string(), inboxId: z.uuid() }),
  policy: { timeoutS: 900 },
  run: async ({ database, log, now }, { shopId, inboxId }) => {
    const message = await findInboxMessage(database, inboxId);
    if (!message) return async () => ({ kind: "gone" });
    if (!isAboutShop(message, shopId)) {
      log.error({ shop: shopId, inbox: inboxId }, "a redaction came under this shop's name, but its signed body names another shop or none");
      return async () => ({ kind: "kept" });
    }
    const kind = await wipe(database, { shopId, message, now });
    if (kind === "kept") log.warn({ shop: shopId }, "a shop's redaction is not carried out: the app is installed there again");
    else log.info({ shop: shopId }, "a shop's data is gone");
    return async (tx) => {
      await markHandled(tx, inboxId, now());
      return { kind };
    };
  },
};

type Wipe = { shopId: string; message: InboxMessage; now: () => Date };

/** Each batch asks again whether the shop is still gone, because an install may come at any time. */
async function wipe(database: Database, { shopId, message, now }: Wipe): Promise<"wiped" | "kept"> {
  const inBatch = <T>(work: (tx: ShopTransaction) => Promise<T>, options = {}): Promise<T | "kept"> =>
    database.inShop(shopId, async (tx) => ((await mayWipe(tx, message)) ? await work(tx) : "kept"), options);

  const domains = await inBatch((tx) => domainsOf(tx, message));
  if (domains === "kept") return "kept";
  const ordersFound = await drain(() => inBatch(wipeOrdersPage));
  // The request itself stays until the end, so that a run that was cut off is taken up again.
  const others = await drain(() => inBatch((tx) => wipeRawPage(tx, { domains, except: message.id })));
  if (ordersFound === "kept" || others === "kept") return "kept";
  return await inBatch(async (tx) => {
    await wipeRest(tx, { domains, at: now() });
    await saveDoneTask(tx, { topic: "SHOP_REDACT", message, shopifyOrderIds: [], ordersFound, doneAt: now() });
    return "wiped" as const;
  }, lastTransaction);
}

/** Page after page until one is empty. */
async function drain(page: () => Promise<number | "kept">): Promise<number | "kept"> {
  let sum = 0;
  for (;;) {
    const count = await page();
    if (count === "kept") return "kept";
    if (count === 0) return sum;
    sum += count;
  }
}

/** The row is locked until the batch ends: an install waits, and then starts with whatever is left. */
async function mayWipe(tx: ShopTransaction, message: InboxMessage): Promise<boolean> {
  const [shop] = await tx.db.$queryRaw<{ installedAt: Date; uninstalledAt: Date | null }[]>`
    select "installedAt", "uninstalledAt" from "Shop" where "id" = ${tx.shopId} for update`;
  return shop !== undefined && shop.uninstalledAt !== null && shop.installedAt <= whenTriggered(message);
}

/** The shop in the header is not signed; the one in the body is, and nothing is wiped on less. */
function isAboutShop({ body }: InboxMessage, shopId: string): boolean {
  const parsed = parseJsonExactly(body);
  return parsed.ok && shopRedactPayload.safeParse(parsed.value).data?.shop_id === shopId;
}

async function domainsOf(tx: ShopTransaction, message: InboxMessage): Promise<string[]> {
  const { domain } = await tx.db.shop.findUniqueOrThrow({ where: { id: tx.shopId }, select: { domain: true } });
  return [...new Set([domain, message.shopDomain])];
}
