// Does anybody else ship for this shop, or is something withheld that every order needs? Asked at install, daily and on
// a click. Each finding is one problem, which closes itself when it is gone.
import { z } from "zod";
import { missingScopes, settleScopes } from "../merchants/note-scopes.server.ts";
import { getMerchant, saveGrantedScopes, saveSettings } from "../merchants/store.server.ts";
import type { Database, ShopTransaction } from "../platform/db.server.ts";
import type { Step } from "../platform/step.ts";
import { isOpenProblem, openProblem, resolveProblems } from "../problems/store.server.ts";
import type { AdminApi } from "../shopify/admin.server.ts";
import { findConflicts, keyPrefix, withheldKey, type Conflict } from "./find-conflicts.ts";
import { readSurroundings } from "./read-surroundings.server.ts";

type Tools = { readonly database: Database; readonly admin: AdminApi; readonly now: () => Date };
const inputSchema = z.object({
  shopId: z.string(),
  /** Not before this many minutes after the last time; the clock asks every hour. A click asks at once. */
  ifOlderMinutes: z.int().min(0).exactOptional(),
  /** An order without an address was met: asked at once, unless it is known already why. A thousand of them ask once. */
  forAddress: z.boolean().exactOptional(),
});
type Input = z.infer<typeof inputSchema>;

export type ConflictsOutcome =
  | { readonly kind: "checked"; readonly conflicts: number; /** Shopify's ids of orders whose address can be read again. */ readonly toReread: readonly string[] }
  | { readonly kind: "too_soon" };

const onceADayMinutes = 23 * 60;
const mostRereads = 500;

export const checkConflicts: Step<Tools, Input, ConflictsOutcome> = {
  name: "check-conflicts",
  input: inputSchema,
  run: async ({ database, admin, now }, input) => {
    const { shopId } = input;
    const { merchant, mapped, ours, serviceId, ...known } = await database.inShop(shopId, load);
    if (!isDue(input, known, now())) return async () => ({ kind: "too_soon" });
    const { surroundings, grantedScopes } = await readSurroundings(admin, { id: shopId, domain: merchant.domain }, { mapped, ours, serviceId });
    const conflicts = findConflicts(surroundings);
    return async (tx) => {
      await saveGrantedScopes(tx, grantedScopes);
      await settleScopes(tx, grantedScopes);
      const toReread = await settle(tx, conflicts);
      await saveSettings(tx, { conflictsCheckedAt: now() });
      return { kind: "checked", conflicts: conflicts.length + missingScopes(grantedScopes).length, toReread };
    };
  },
};

type Known = { readonly checkedAt: Date | null; readonly isWithheldKnown: boolean };

function isDue({ ifOlderMinutes = onceADayMinutes, forAddress = false }: Input, { checkedAt, isWithheldKnown }: Known, now: Date): boolean {
  if (forAddress) return !isWithheldKnown;
  return checkedAt === null || now.getTime() - checkedAt.getTime() >= ifOlderMinutes * 60_000;
}

/** Of a large catalog the variants that were mapped last: one of them stocked elsewhere is enough to tell. */
const mostMapped = 200;
const mostOurs = 2000;

async function load(tx: ShopTransaction) {
  const offers = await tx.db.offer.findMany({ where: { isActive: true }, select: { variant: { select: { shopifyVariantId: true } } }, orderBy: { id: "desc" }, take: mostMapped });
  const made = await tx.db.fulfillment.findMany({ where: { shopifyFulfillmentId: { not: null } }, select: { shopifyFulfillmentId: true }, orderBy: { id: "desc" }, take: mostOurs });
  const settings = await tx.db.merchantSettings.findUnique({ where: { shopId: tx.shopId }, select: { conflictsCheckedAt: true, fulfillmentServiceId: true } });
  return {
    merchant: await getMerchant(tx),
    isWithheldKnown: await isOpenProblem(tx, withheldKey),
    checkedAt: settings?.conflictsCheckedAt ?? null,
    serviceId: settings?.fulfillmentServiceId ?? null,
    mapped: [...new Set(offers.map(({ variant }) => variant.shopifyVariantId))],
    ours: new Set(made.flatMap(({ shopifyFulfillmentId }) => shopifyFulfillmentId ?? [])),
  };
}

async function settle(tx: ShopTransaction, conflicts: readonly Conflict[]): Promise<string[]> {
  for (const finding of conflicts) await openProblem(tx, { key: finding.key, code: finding.code, params: finding.params, whoActs: "MERCHANT", retry: { step: "check-conflicts", input: { shopId: tx.shopId, ifOlderMinutes: 0 } } });
  const open = await tx.db.problem.findMany({ where: { openKey: { startsWith: keyPrefix } }, select: { openKey: true } });
  const found = new Set(conflicts.map(({ key }) => key));
  await resolveProblems(tx, open.flatMap(({ openKey }) => (openKey === null || found.has(openKey) ? [] : [openKey])), "daifa");
  if (found.has(withheldKey)) {
    await foldMissingAddresses(tx);
    return [];
  }
  return await listWithoutAddress(tx);
}

/** One cause is said once, not once for each order that it stops; the units still say why they wait. */
async function foldMissingAddresses(tx: ShopTransaction): Promise<void> {
  const open = await tx.db.problem.findMany({ where: { openKey: { not: null }, code: "unroutable.no_destination" }, select: { openKey: true } });
  await resolveProblems(tx, open.flatMap(({ openKey }) => openKey ?? []), "daifa");
}

/** Orders that came while addresses were withheld are read again now that they may not be; one that has none stays as it is. */
async function listWithoutAddress(tx: ShopTransaction): Promise<string[]> {
  const rows = await tx.db.order.findMany({
    where: { redactedAt: null, problems: { none: { openKey: { not: null }, code: "unroutable.no_destination" } }, allocations: { some: { state: "NEEDS_YOU", reasonCode: "unroutable.no_destination" } } },
    select: { shopifyOrderId: true }, orderBy: { placedAt: "desc" }, take: mostRereads,
  });
  return rows.map(({ shopifyOrderId }) => shopifyOrderId);
}
