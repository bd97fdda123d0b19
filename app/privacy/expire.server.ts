// One small batch of what has been kept for long enough: buyers' data of finished orders, raw messages, webhooks, files.
import type { Prisma } from "@prisma/client";
import type { ShopTransaction } from "../platform/db.server.ts";
import { loadOrderFacts } from "./load-order-facts.server.ts";
import { lockOrders, redactOrders } from "./redact-orders.server.ts";
import type { Batch, RetentionRun } from "./retention-store.server.ts";
import { endOf, whyItStays, whyOpen, type Periods } from "./retention.ts";

const nil = "00000000-0000-0000-0000-000000000000";
const sizes = { ORDERS: 20, MESSAGES: 200, WEBHOOKS: 500, FILES: 50 } as const;

type Asked = { readonly periods: Periods; readonly now: Date };

/** Run twice: what is empty is not found again. */
export function expireBatch(tx: ShopTransaction, { phase, afterId }: RetentionRun, { periods, now }: Asked): Promise<Batch> {
  const after = afterId ?? nil;
  if (phase === "ORDERS") return expireOrders(tx, { after, before: endOf(periods.keepsAddressesDays, now), at: now });
  if (phase === "MESSAGES") return expireMessages(tx, { after, before: endOf(periods.keepsMessagesDays, now), at: now });
  if (phase === "WEBHOOKS") return expireWebhooks(tx, { after, before: endOf(periods.keepsInboxDays, now), at: now });
  return expireFiles(tx, { after, before: endOf(periods.keepsFilesDays, now), at: now });
}

type Page = { readonly after: string; readonly before: Date; readonly at: Date };

/** Behind which id it goes on; null when the page was not full. */
const goesOnBehind = (ids: readonly string[], size: number): string | null => (ids.length < size ? null : (ids.at(-1) ?? null));

async function expireOrders(tx: ShopTransaction, { after, before, at }: Page): Promise<Batch> {
  const page = await tx.db.order.findMany({
    where: { id: { gt: after }, redactedAt: null, placedAt: { lt: before } }, select: { id: true, shopifyOrderId: true }, orderBy: { id: "asc" }, take: sizes.ORDERS,
  });
  await lockOrders(tx, page.map(({ shopifyOrderId }) => shopifyOrderId));
  const facts = await loadOrderFacts(tx, page.map(({ id }) => id));
  const judged = page.map(({ id, shopifyOrderId }) => {
    const known = facts.get(id);
    return { id, shopifyOrderId, code: known && whyItStays(known, before) };
  });
  const over = judged.filter(({ code }) => code === undefined).map(({ shopifyOrderId }) => shopifyOrderId);
  const emptied = over.length > 0 ? await redactOrders(tx, over, { at, why: "retention" }) : [];
  return {
    emptied: emptied.length, afterId: goesOnBehind(page.map(({ id }) => id), sizes.ORDERS),
    // What has moved lately is not old enough: nothing has to be said of it.
    stays: judged.flatMap(({ id, code }) => (code === undefined || code === "recent" ? [] : [{ code, orderId: id }])),
  };
}

/** Messages of an order that is still open are read by its work and its people. */
async function expireMessages(tx: ShopTransaction, { after, before, at }: Page): Promise<Batch> {
  const page = await tx.db.$queryRaw<{ id: string; orderId: string | null }[]>`
    select "id"::text as "id", "orderId"::text as "orderId" from "Message"
    where ("request" is not null or "response" is not null) and "shopId" = ${tx.shopId} and "id" > ${after}::uuid and "at" < ${before}
    order by "id" limit ${sizes.MESSAGES}`;
  const facts = await loadOrderFacts(tx, [...new Set(page.flatMap(({ orderId }) => orderId ?? []))]);
  const isOpen = ({ orderId }: { orderId: string | null }): boolean => {
    const known = orderId === null ? undefined : facts.get(orderId);
    return known !== undefined && whyOpen(known) !== undefined;
  };
  const over = page.filter((message) => !isOpen(message)).map(({ id }) => id);
  await tx.db.message.updateMany({ where: { id: { in: over } }, data: { request: null, response: null, redactedAt: at } });
  return {
    emptied: over.length, afterId: goesOnBehind(page.map(({ id }) => id), sizes.MESSAGES),
    stays: page.filter(isOpen).map(({ orderId }) => ({ code: "message_of_open_order", orderId })),
  };
}

/** Whole rows: no sender repeats a message after so long. A privacy request stays until it is done. */
async function expireWebhooks(tx: ShopTransaction, { after, before }: Page): Promise<Batch> {
  const { domain } = await tx.db.shop.findUniqueOrThrow({ where: { id: tx.shopId }, select: { domain: true } });
  const page = await tx.db.inboxMessage.findMany({
    where: { shopDomain: domain, receivedAt: { lt: before }, id: { gt: after } }, select: { id: true, handledAt: true }, orderBy: { id: "asc" }, take: sizes.WEBHOOKS,
  });
  const open = new Set((await tx.db.privacyTask.findMany({ where: { doneAt: null }, select: { inboxMessageId: true } })).map(({ inboxMessageId }) => inboxMessageId));
  const isOver = ({ id, handledAt }: { id: string; handledAt: Date | null }): boolean => handledAt !== null && !open.has(id);
  const { count } = await tx.db.inboxMessage.deleteMany({ where: { id: { in: page.filter(isOver).map(({ id }) => id) } } });
  return {
    emptied: count, afterId: goesOnBehind(page.map(({ id }) => id), sizes.WEBHOOKS),
    stays: page.filter((message) => !isOver(message)).map(() => ({ code: "webhook_open", orderId: null })),
  };
}

/** Files of offers as they were uploaded, and files made for the owner; what was read from them stays. */
async function expireFiles(tx: ShopTransaction, { after, before }: Page): Promise<Batch> {
  const imports = await tx.db.$queryRaw<{ id: string }[]>`
    select "id"::text as "id" from "OfferImport"
    where "id" > ${after}::uuid and "createdAt" < ${before} and "state" in ('DONE', 'FAILED', 'UNDONE') and octet_length("file") > 0
    order by "id" limit ${sizes.FILES}`;
  const ids = imports.map(({ id }) => id);
  await tx.db.offerImport.updateMany({ where: { id: { in: ids } }, data: { file: new Uint8Array() } });
  await tx.db.offerImportRow.updateMany({ where: { importId: { in: ids } }, data: { cells: [] } });
  const afterId = goesOnBehind(ids, sizes.FILES);
  const own = afterId === null ? await expireOwnersFiles(tx, before) : { emptied: 0, stays: [] };
  return { emptied: ids.length + own.emptied, afterId, stays: own.stays };
}

async function expireOwnersFiles(tx: ShopTransaction, before: Date): Promise<Pick<Batch, "emptied" | "stays">> {
  const old = { doneAt: { lt: before }, file: { not: null } } satisfies Prisma.PrivacyTaskWhereInput;
  const waiting = await tx.db.privacyTask.count({ where: { ...old, downloadedAt: null } });
  const { count } = await tx.db.privacyTask.updateMany({ where: { ...old, downloadedAt: { not: null } }, data: { file: null } });
  return { emptied: count, stays: Array.from({ length: waiting }, () => ({ code: "file_not_fetched" as const, orderId: null })) };
}
