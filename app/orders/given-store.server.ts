// The memory of what customers told by their link, or a person in their place: sealed, and only until Shopify has it.
import type { GivenDetails, GivenState } from "@prisma/client";
import type { ShopTransaction } from "../platform/db.server.ts";
import { newId } from "../platform/ids.server.ts";
import type { Sealer } from "../platform/secrets.server.ts";
import { detailFields, type Details } from "./asked-details.ts";

export const givenDetailsContext = (id: string): string => `given-details:${id}`;

export type NewGiven = { readonly orderId: string; readonly linkId: string | null; readonly by: string | null; readonly at: Date; readonly details: Details };

/** An answer that was not told to Shopify yet is replaced by the newer one. Returns its id. */
export async function saveGiven(tx: ShopTransaction, sealer: Pick<Sealer, "seal">, given: NewGiven): Promise<string> {
  const { orderId, details } = given;
  await tx.db.givenDetails.updateMany({ where: { orderId, state: { in: ["GIVEN", "UNKNOWN", "REFUSED"] } }, data: { state: "REPLACED", valuesSealed: null, settledAt: given.at } });
  const id = newId();
  await tx.db.givenDetails.create({
    data: {
      id, shopId: tx.shopId, orderId, linkId: given.linkId, givenBy: given.by, givenAt: given.at,
      fields: detailFields.filter((field) => details[field] !== undefined), valuesSealed: sealer.seal(JSON.stringify(details), givenDetailsContext(id)),
    },
  });
  return id;
}

export async function findGiven(tx: ShopTransaction, id: string): Promise<GivenDetails | undefined> {
  return (await tx.db.givenDetails.findUnique({ where: { shopId_id: { shopId: tx.shopId, id } } })) ?? undefined;
}

/** Undefined: settled, or emptied by the customer's wish. */
export function openGiven(sealer: Pick<Sealer, "open">, row: Pick<GivenDetails, "id" | "valuesSealed">): Details | undefined {
  return row.valuesSealed ? (JSON.parse(sealer.open(row.valuesSealed, givenDetailsContext(row.id))) as Details) : undefined;
}

type Move = { readonly from: GivenDetails; readonly to: GivenState; readonly at?: Date; readonly refusalCode?: string };

/** False when somebody else has moved it: the attempt is the fence. What Shopify has need not lie here as well. */
export async function moveGiven(tx: ShopTransaction, { from, to, at, refusalCode }: Move): Promise<boolean> {
  const { count } = await tx.db.givenDetails.updateMany({
    where: { id: from.id, state: from.state, attempt: from.attempt },
    data: {
      state: to, attempt: to === "SENDING" ? from.attempt + 1 : from.attempt, ...(refusalCode === undefined ? {} : { refusalCode }),
      ...(to === "WRITTEN" ? { valuesSealed: null } : {}), ...(at ? { settledAt: at } : {}),
    },
  });
  return count === 1;
}

/** Newest first. */
export async function listGiven(tx: ShopTransaction, orderId: string): Promise<GivenDetails[]> {
  return await tx.db.givenDetails.findMany({ where: { orderId }, orderBy: { id: "desc" } });
}

/** Told before then and not settled; what was emptied by the customer's wish has nothing left to tell. */
export async function listStuckGiven(tx: ShopTransaction, before: Date, take: number): Promise<{ orderId: string; givenId: string }[]> {
  const rows = await tx.db.givenDetails.findMany({
    where: { state: { in: ["GIVEN", "SENDING", "UNKNOWN"] }, givenAt: { lt: before }, valuesSealed: { not: null } },
    select: { id: true, orderId: true }, orderBy: { id: "asc" }, take,
  });
  return rows.map(({ id, orderId }) => ({ orderId, givenId: id }));
}
