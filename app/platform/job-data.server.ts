// What do jobs carry that is not an id? A carrier's scans, a supplier's notice, the words of a refusal: a buyer may stand in them,
// in done and dead jobs too. pg-boss's own table, so that no copy there outlasts what it was made from.
import { Prisma } from "@prisma/client";
import type { ShopTransaction } from "./db.server.ts";

type InputsAbout = { readonly orderIds: readonly string[]; readonly references: readonly string[] };

/** Inputs of steps name their order, or the supplier's order by its reference. */
const isAbout = (input: Prisma.Sql, { orderIds, references }: InputsAbout): Prisma.Sql =>
  Prisma.sql`(${input}->>'orderId' = any(${[...orderIds]}::text[]) or ${input}->'notice'->>'reference' = any(${[...references]}::text[]))`;

/** The same input without what somebody wrote: the step that still waits for it does the rest of its work. */
const withoutWords = (input: Prisma.Sql): Prisma.Sql => Prisma.sql`${input}
  || case when ${input}->'events' is null then '{}'::jsonb else '{"events": []}'::jsonb end
  || case when ${input}->'message' is null then '{}'::jsonb else '{"message": ""}'::jsonb end
  || case when ${input}->'notice' is null then '{}'::jsonb else jsonb_build_object('notice', ${input}->'notice' || jsonb_build_object('problems', '[]'::jsonb, 'parcels', (
    select coalesce(jsonb_agg(parcel - 'photoUrl'), '[]'::jsonb) from jsonb_array_elements(${input}->'notice'->'parcels') parcel))) end`;

/** What is over goes as a row; what waits or runs keeps its facts, and so does what a person may try again. Run twice: the same. */
export async function forgetInJobs(tx: ShopTransaction, about: InputsAbout): Promise<void> {
  const [data, retryInput] = [Prisma.sql`"data"`, Prisma.sql`"retryInput"`];
  await tx.db.$executeRaw`
    delete from pgboss.job where "data"->>'shopId' = ${tx.shopId} and ("state" > 'active' or "name" like '%.dead') and ${isAbout(data, about)}`;
  await tx.db.$executeRaw`
    update pgboss.job set "output" = null, "source_output" = null, "data" = ${withoutWords(data)}
    where "data"->>'shopId' = ${tx.shopId} and ${isAbout(data, about)}`;
  await tx.db.$executeRaw`
    update "Problem" set "retryInput" = ${withoutWords(retryInput)} where "shopId" = ${tx.shopId} and jsonb_typeof("retryInput") = 'object' and ${isAbout(retryInput, about)}`;
}

/** Of a shop that is gone; what runs at this moment ends by itself. */
export async function forgetJobsOfShop(tx: ShopTransaction, domains: readonly string[]): Promise<void> {
  await tx.db.$executeRaw`
    delete from pgboss.job where "state" <> 'active' and ("data"->>'shopId' = ${tx.shopId} or "data"->>'shopDomain' = any(${[...domains]}::text[]))`;
}
