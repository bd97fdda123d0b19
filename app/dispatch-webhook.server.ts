// An acknowledged webhook becomes the job of the step that its topic starts; the tables in triggers.server.ts say which.
// The shop's domain comes from a header that nobody signed: steps act only on what that shop's Admin API confirms.
import { z } from "zod";
import { findShopByDomain } from "./merchants/store.server.ts";
import { stepOfTopic } from "./triggers.server.ts";
import type { Database } from "./platform/db.server.ts";
import { markHandled } from "./platform/inbox-store.server.ts";
import type { Log } from "./platform/log.server.ts";
import type { Job, Queue } from "./platform/queue.server.ts";

const jobSchema = z.object({ inboxId: z.uuid(), shopDomain: z.string(), topic: z.string() });

/** Queue name of what the door takes. */
export const webhookQueue = "webhook";

const afterUninstall = new Set(["app/uninstalled", "customers/data_request", "customers/redact", "shop/redact"]);

type Tools = { readonly database: Database; readonly queue: Queue; readonly log: Log; readonly now: () => Date };

/** Run twice: the second time the job is done already, and its successor exists once. */
export async function dispatchWebhook(tools: Tools, job: Job): Promise<void> {
  const { inboxId, shopDomain, topic } = jobSchema.parse(job.data);
  const shop = await findShopByDomain(tools.database, shopDomain);
  const step = stepOfTopic(topic);
  if (!shop || !step) {
    // It waits in the inbox: the shop may have been renamed, or its owner has not opened the app yet.
    tools.log.warn({ topic, known: shop !== null }, "a webhook for nobody we know is kept until its shop installs");
    return;
  }
  await tools.database.inShop(shop.id, async (tx) => {
    if (shop.uninstalledAt === null || afterUninstall.has(topic)) {
      await tools.queue.enqueue(tx, [{ step, input: { shopId: shop.id, inboxId }, key: shop.id }]);
    }
    await markHandled(tx, inboxId, tools.now());
    await tools.queue.complete(tx, job);
  });
}
