// Every few minutes: which orders has Shopify that no message told us of, or whose change none did?
// The mark of how far it came moves only over pages that were dealt with, so that downtime costs nothing but time.
import { z } from "zod";
import { getMerchant } from "../merchants/store.server.ts";
import type { Database, ShopTransaction } from "../platform/db.server.ts";
import { RetryableError } from "../platform/errors.ts";
import type { Step } from "../platform/step.ts";
import type { AdminApi, ShopAddress } from "../shopify/admin.server.ts";
import { changedOrders } from "../shopify/graphql/orders.ts";
import { compareSwept, furthestHours, searchOf, spanOf, type Span, type SweptOrder } from "./compare-swept.ts";
import { beginSweep, findCopies, findLatestSweep, saveProgress, saveRecoveries, type SavedSweep } from "./sweep-store.server.ts";

type Tools = { readonly database: Database; readonly admin: AdminApi; readonly now: () => Date };
const inputSchema = z.object({
  shopId: z.string(),
  /** Goes on with this one, behind the page that was dealt with last. */
  sweepId: z.uuid().exactOptional(),
  after: z.string().exactOptional(),
  /** A person asks for more than what came since the last one. */
  lookBackHours: z.int().min(1).max(furthestHours).exactOptional(),
});
type Input = z.infer<typeof inputSchema>;

export type SweepOutcome = {
  /** Shopify's ids: orders to read again, and orders whose parcels are to be looked at. */
  readonly toReread: readonly string[];
  readonly toAdopt: readonly string[];
  /** There is more than one run takes. */
  readonly goesOn: { readonly sweepId: string; readonly after: string; readonly isThrottled: boolean } | null;
};

const mostPages = 10;
/** One that has not ended by then has lost its job. */
const takenForLostMs = 30 * 60_000;
const nothing: SweepOutcome = { toReread: [], toAdopt: [], goesOn: null };

export const sweepOrders: Step<Tools, Input, SweepOutcome> = {
  name: "sweep-orders",
  input: inputSchema,
  run: async ({ database, admin, now }, input) => {
    const startedAt = now();
    const { shop, span } = await database.inShop(input.shopId, (tx) => load(tx, input, startedAt));
    if (!span) return async () => nothing;
    const read = await readPages(admin.inBackground(), shop, { span, after: input.after });
    return async (tx) => await save(tx, { span, read, sweepId: input.sweepId, at: now() });
  },
};

export const isUnderWay = ({ finishedAt, startedAt }: SavedSweep, now: Date): boolean => finishedAt === null && now.getTime() - startedAt.getTime() < takenForLostMs;

async function load(tx: ShopTransaction, { sweepId, lookBackHours = 0 }: Input, now: Date): Promise<{ shop: ShopAddress; span: Span | undefined }> {
  const { domain } = await getMerchant(tx);
  const shop = { id: tx.shopId, domain };
  const latest = await findLatestSweep(tx);
  // A later sweep has taken over from where this one had come.
  if (sweepId !== undefined) return { shop, span: latest?.id === sweepId ? latest : undefined };
  if (latest && isUnderWay(latest, now)) return { shop, span: undefined };
  const { ordersSweptUntil, installedAt } = await tx.db.shop.findUniqueOrThrow({ where: { id: tx.shopId }, select: { ordersSweptUntil: true, installedAt: true } });
  return { shop, span: spanOf({ sweptUntil: ordersSweptUntil, installedAt, lookBackHours }, now) };
}

type Read = { readonly orders: readonly SweptOrder[]; /** Behind the last page that was read; null when that was the last of all. */ readonly after: string | null; readonly isThrottled: boolean };

/** A shop without points left, or without an answer, keeps what was read so far; before the first page the queue tries again. */
async function readPages(admin: AdminApi, shop: ShopAddress, { span, after: start }: { span: Span; after: string | undefined }): Promise<Read> {
  const orders: SweptOrder[] = [];
  let after = start ?? null;
  for (let page = 0; page < mostPages; page += 1) {
    try {
      const { nodes, pageInfo } = (await admin.query(shop, changedOrders, { search: searchOf(span), after })).orders;
      orders.push(...nodes.map(toSwept));
      if (!pageInfo.hasNextPage || !pageInfo.endCursor) return { orders, after: null, isThrottled: false };
      after = pageInfo.endCursor;
    } catch (error) {
      if (page === 0 || !(error instanceof RetryableError)) throw error;
      return { orders, after, isThrottled: true };
    }
  }
  return { orders, after, isThrottled: false };
}

type Node = { id: string; name: string; updatedAt: string; cancelledAt?: string | null | undefined; displayFinancialStatus?: string | null | undefined; displayFulfillmentStatus: string; currentSubtotalLineItemsQuantity: number };

const toSwept = (node: Node): SweptOrder => ({
  id: node.id, name: node.name, updatedAt: new Date(node.updatedAt), isCancelled: node.cancelledAt != null, financialStatus: node.displayFinancialStatus ?? null,
  fulfillmentStatus: node.displayFulfillmentStatus, units: node.currentSubtotalLineItemsQuantity,
});

/** Compared in the transaction that moves the mark: what a webhook brought meanwhile needs no reading. */
async function save(tx: ShopTransaction, { span, read, sweepId, at }: { span: Span; read: Read; sweepId: string | undefined; at: Date }): Promise<SweepOutcome> {
  const id = sweepId ?? (await beginSweep(tx, span, at));
  const copies = await findCopies(tx, read.orders.map((order) => order.id));
  const found = read.orders.map((order) => ({ order, finding: compareSwept(order, copies.get(order.id)) }));
  const untold = found.filter(({ finding }) => finding === "missing" || finding === "outdated");
  const toReread = untold.map(({ order }) => order.id);
  const toAdopt = found.filter(({ finding }) => finding === "fulfillments").map(({ order }) => order.id);
  const last = read.orders.at(-1)?.updatedAt ?? span.from;
  const until = read.after === null ? span.until : new Date(Math.min(last.getTime(), span.until.getTime()));
  await saveRecoveries(tx, { sweepId: id, found: untold, at });
  await saveProgress(tx, { id, seen: read.orders.length, recovered: toReread.length, until, isOver: read.after === null, at });
  return { toReread: [...new Set(toReread)], toAdopt: [...new Set(toAdopt)], goesOn: read.after === null ? null : { sweepId: id, after: read.after, isThrottled: read.isThrottled } };
}
