// A visitor of the shop asks where a parcel is: a signed-in customer sees the last orders, a guest says which order it is
// and proves it by the e-mail or the postcode. Whatever is wrong, the answer is the same.
import type { Database, ShopTransaction } from "../platform/db.server.ts";
import { languageFor } from "../platform/words/words.ts";
import type { ProxyVisit } from "../shopify/public-visits.server.ts";
import { inShowingShop } from "./answer-customer.server.ts";
import type { GuessLimits } from "./limit-guesses.server.ts";
import { parcelsPage, type Finding } from "./parcels-page.ts";
import { bareOrder, findClaimedOrder, listOwnOrders, type FoundOrder } from "./store.server.ts";

type Tools = { readonly database: Database; readonly guessLimits: GuessLimits };

export type Question = ProxyVisit & {
  readonly acceptLanguage: string | null;
  /** What the form says; null where it was not sent. */
  readonly typed: { readonly order: string; readonly proof: string } | null;
};

const longest = 200;

/** The page for the shop's theme; undefined where the shop shows no parcels. */
export async function answerVisitor({ database, guessLimits }: Tools, question: Question): Promise<string | undefined> {
  const { customerId, typed } = question;
  return await inShowingShop(database, question.shopDomain, async (tx, merchant) => {
    const { finding, orders } = typed ? await findTyped(tx, guessLimits, { ...question, typed }) : await findOwn(tx, customerId);
    return parcelsPage({
      language: languageFor([question.acceptLanguage, orders[0]?.locale]),
      timeZone: merchant.timeZone,
      orders: orders.map(({ order }) => order),
      typedOrder: typed?.order.slice(0, longest) ?? "",
      finding,
      isSignedIn: customerId !== null,
    });
  });
}

type Found = { readonly finding: Finding; readonly orders: readonly FoundOrder[] };

const findOwn = async (tx: ShopTransaction, customerId: string | null): Promise<Found> =>
  ({ finding: "not_asked", orders: customerId === null ? [] : await listOwnOrders(tx, customerId) });

type Typed = { readonly address: string; readonly typed: NonNullable<Question["typed"]> };

async function findTyped(tx: ShopTransaction, limits: GuessLimits, { address, typed }: Typed): Promise<Found> {
  const claim = { order: bareOrder(typed.order.slice(0, longest)), proof: typed.proof.slice(0, longest) };
  if (claim.order === "" || claim.proof.trim() === "") return { finding: "incomplete", orders: [] };
  if (!(await limits.isAllowed({ shopId: tx.shopId, address, orderNumber: claim.order }))) return { finding: "too_often", orders: [] };
  const found = await findClaimedOrder(tx, claim);
  return found ? { finding: "found", orders: [found] } : { finding: "not_found", orders: [] };
}
