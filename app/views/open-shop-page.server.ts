// Whose page is this, who looks at it, and how does a click become data and work? Data and jobs commit together.
import { setTimeout } from "node:timers/promises";
import { findMerchant, findShopByDomain } from "../merchants/store.server.ts";
import type { Merchant } from "../merchants/merchant.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import type { NextJob } from "../platform/step.ts";
import type { Tools } from "../tools.server.ts";
import type { Answer } from "./answer.ts";

export type By = { readonly name: string; readonly at: Date };

/** What a click leads to: words for the person, and jobs for the worker. */
export type Act = { readonly answer: Answer; readonly jobs: readonly NextJob[] };

export type ShopPage = {
  readonly shopId: string;
  readonly merchant: Merchant;
  /** Shopify tells the number of the person who clicks, not the name. */
  readonly staffName: string;
  readonly tools: Tools;
  inShop<T>(work: (tx: ShopTransaction) => Promise<T>): Promise<T>;
  by(): By;
  /** Saves and enqueues in one transaction. */
  act(work: (tx: ShopTransaction) => Promise<Act>): Promise<Answer>;
};

/** Throws Shopify's own answers (sign-in, leaving the frame), and 404 for a shop that we do not know. */
export async function openShopPage(request: Request, context: { readonly tools: Tools }): Promise<ShopPage> {
  const { tools } = context;
  const { session, sessionToken } = await tools.shopify.authenticate.admin(request);
  const shop = await findInstalling(tools, session.shop);
  const merchant = shop ? await tools.database.inShop(shop.id, findMerchant) : undefined;
  if (!merchant) throw new Response(null, { status: 404 });
  const { shopId } = merchant;
  const staffName = sessionToken?.sub ?? session.shop;
  return {
    shopId,
    merchant,
    staffName,
    tools,
    inShop: (work) => tools.database.inShop(shopId, work),
    by: () => ({ name: staffName, at: tools.now() }),
    act: (work) =>
      tools.database.inShop(shopId, async (tx) => {
        const { answer, jobs } = await work(tx);
        await tools.queue.enqueue(tx, jobs);
        return answer;
      }),
  };
}

const installLimitMs = 5_000;

/** On the very first load the frame and its page ask at once, and only one of the two runs the install. */
async function findInstalling({ database, now }: Tools, domain: string) {
  const endsAt = now().getTime() + installLimitMs;
  for (;;) {
    const shop = await findShopByDomain(database, domain);
    if (shop || now().getTime() > endsAt) return shop;
    await setTimeout(100);
  }
}

/** A record that is not this shop's, or not at all. */
export function found<T>(record: T | undefined): T {
  if (record === undefined) throw new Response(null, { status: 404 });
  return record;
}

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** The id in an address; anything else than an id is no record. */
export function idIn(params: Readonly<Record<string, string | undefined>>, name: string): string {
  const value = params[name] ?? "";
  if (!uuid.test(value)) throw new Response(null, { status: 404 });
  return value;
}
