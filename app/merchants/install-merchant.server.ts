// Who has just let the app in? The shop's own facts are asked for and saved.
// Shopify's library calls this on every token exchange, after idle hours too, so a call is rarely a new install.
import type { Shop } from "@prisma/client";
import { recordActivity } from "../platform/activity.server.ts";
import { lockShop, type Database, type ShopTransaction } from "../platform/db.server.ts";
import { BugError } from "../platform/errors.ts";
import type { Log } from "../platform/log.server.ts";
import type { GrantedSession, InstallAdmin } from "../shopify/app.server.ts";
import { shopFacts } from "../shopify/graphql/shop.ts";
import type { ShopFactsQuery } from "../shopify/graphql/generated.ts";
import { shopSubject } from "./merchant.ts";
import { saveInstalledShop, type ShopFacts } from "./store.server.ts";

type Installing = {
  readonly database: Database;
  readonly log: Log;
  readonly now: () => Date;
  /** What a shop is given once it is known; called each time, so it must be repeatable. */
  readonly prepare: (tx: ShopTransaction, isNewInstall: boolean) => Promise<void>;
  /** Acts on what came for this domain before it was known. */
  readonly replay: (shopDomain: string) => Promise<void>;
};
export type Installer = (session: GrantedSession, admin: InstallAdmin) => Promise<void>;

const installCodes = ["installed", "reinstalled"];

/**
 * Run twice, also at the same time: one shop, one line in the timeline for each real install, and `installedAt` stays
 * what it was while the app is installed, because later events are compared with it.
 */
export function createInstaller({ database, log, now, prepare, replay }: Installing): Installer {
  return async (session, admin) => {
    const answer = await admin.query(shopFacts, {});
    // Taken before looking: of two calls at once, what the faster one records is then never older than either's.
    const at = now();
    const shopId = numericIdOf(answer.shop.id);
    const before = await database.withoutShop.shop.findUnique({ where: { id: shopId } });
    const facts = factsFrom(answer, { shopId, locale: before?.locale });
    if (facts.domain !== session.shopDomain) log.warn({ shop: shopId }, "the token was granted under another domain than the shop names");
    await freeDomain({ database, log }, facts);
    await saveInstalledShop(database, facts, isInstalled(before) ? before.installedAt : at);
    await database.inShop(shopId, async (tx) => prepare(tx, await recordInstall(tx, now())));
    await replay(facts.domain);
  };
}

const isInstalled = (shop: Shop | null): shop is Shop => shop !== null && shop.uninstalledAt === null;

function numericIdOf(gid: string): string {
  const id = /^gid:\/\/shopify\/Shop\/(\d+)$/.exec(gid)?.[1];
  if (id === undefined) throw new BugError("Shopify named the shop by something that is no shop id");
  return id;
}

function factsFrom({ shop, currentAppInstallation }: ShopFactsQuery, known: { shopId: string; locale: string | undefined }): ShopFacts {
  return {
    shopId: known.shopId,
    domain: shop.myshopifyDomain,
    name: shop.name,
    currency: shop.currencyCode,
    timeZone: shop.ianaTimezone,
    locale: known.locale || "en",
    grantedScopes: currentAppInstallation.accessScopes.map(({ handle }) => handle),
  };
}

/** A shop was renamed and another took its old name before we heard of it: webhooks under that name are the new one's. */
async function freeDomain({ database, log }: Pick<Installing, "database" | "log">, { shopId, domain }: ShopFacts): Promise<void> {
  const [stale] = await database.withoutShop.$queryRaw<{ id: string }[]>`
    update "Shop" set "domain" = "id" || '.moved.invalid' where "domain" = ${domain} and "id" <> ${shopId} returning "id"`;
  if (stale) log.warn({ shop: stale.id, to: shopId }, "a domain belongs to another shop now");
}

/** One line for each install: whoever comes second finds the line of the present install. */
async function recordInstall(tx: ShopTransaction, at: Date): Promise<boolean> {
  await lockShop(tx);
  const { installedAt } = await tx.db.shop.findUniqueOrThrow({ where: { id: tx.shopId }, select: { installedAt: true } });
  const last = await tx.db.activity.findFirst({
    where: { subject: "shop", subjectId: shopSubject, code: { in: installCodes } },
    orderBy: { at: "desc" },
    select: { at: true },
  });
  if (last && last.at >= installedAt) return false;
  await recordActivity(tx, { subject: "shop", subjectId: shopSubject, actor: { kind: "SHOPIFY" }, code: last ? "reinstalled" : "installed", at });
  return true;
}
