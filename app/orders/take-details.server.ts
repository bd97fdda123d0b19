// A customer, or a person in his place, has told what was missing: it is kept sealed at once, and Shopify is told next.
import { recordActivity, type Actor } from "../platform/activity.server.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import type { Sealer } from "../platform/secrets.server.ts";
import type { NextJob } from "../platform/step.ts";
import { identityIn, type Details } from "./asked-details.ts";
import { saveGiven } from "./given-store.server.ts";
import { saveIdentities } from "./identity-store.server.ts";
import type { SavedOrder } from "./order.ts";
import { writeDetails } from "./write-details.server.ts";

export type TakenDetails = { readonly details: Details; readonly linkId: string | null; readonly actor: Actor; readonly at: Date };

/** The caller has locked the order. */
export async function takeDetails(tx: ShopTransaction, sealer: Pick<Sealer, "seal">, { order, taken }: { order: SavedOrder; taken: TakenDetails }): Promise<NextJob[]> {
  const { details, linkId, actor, at } = taken;
  const orderId = order.id;
  const by = actor.kind === "STAFF" ? (actor.name ?? "") : null;
  const identity = identityIn(details, order.address?.countryCode ?? "", by === null ? "customer_link" : "staff");
  if (identity) await saveIdentities(tx, sealer, { orderId, identities: [identity] });
  const givenId = await saveGiven(tx, sealer, { orderId, linkId, by, at, details });
  await recordActivity(tx, { subject: "order", subjectId: orderId, orderId, actor, code: "details_given", params: { missing: Object.keys(details).join(", ") }, at });
  return [{ step: writeDetails.name, input: { shopId: tx.shopId, orderId, givenId }, key: orderId }];
}
