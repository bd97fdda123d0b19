// Where do raw bodies about these orders lie? Linked messages are found by their order; the inbox and what was never
// linked (an order that could not be read, a supplier's list) are looked through, page by page, so that no run is long.
import { Prisma } from "@prisma/client";
import type { Database, ShopTransaction } from "../platform/db.server.ts";
import { isShopifysAbout, isSuppliersAbout, type Clues } from "./about-order.ts";

const pageSize = 500;

/** Ids of a shop's webhooks about these orders, a page at a time. */
export async function* findInboxAbout(database: Database, shopDomain: string, clues: Clues): AsyncGenerator<string[]> {
  let after = "";
  for (;;) {
    const last = await lastOfInboxPage(database, shopDomain, after);
    if (last === undefined) return;
    const likely = await database.withoutShop.$queryRaw<{ id: string }[]>`
      select "id"::text as "id" from "InboxMessage"
      where "shopDomain" = ${shopDomain} and "webhookId" > ${after} and "webhookId" <= ${last}
        and ${holdsAny(Prisma.sql`"body"`, [...clues.orderNumbers])}`;
    const rows = await database.withoutShop.inboxMessage.findMany({ where: idsOf(likely), select: { id: true, topic: true, body: true } });
    yield rows.filter((row) => isShopifysAbout(row.body, row.topic, clues)).map((row) => row.id);
    after = last;
  }
}

async function lastOfInboxPage(database: Database, shopDomain: string, after: string): Promise<string | undefined> {
  const [page] = await database.withoutShop.$queryRaw<{ last: string | null }[]>`
    select max("webhookId") as "last" from (
      select "webhookId" from "InboxMessage" where "shopDomain" = ${shopDomain} and "webhookId" > ${after} order by "webhookId" limit ${pageSize}
    ) page`;
  return page?.last ?? undefined;
}

type Unlinked = { id: string; channel: string; title: string; request: Uint8Array | null; response: Uint8Array | null };
const nil = "00000000-0000-0000-0000-000000000000";

/** Empties one page of the messages that no order claims; answers with where to go on, or undefined at the end. */
export async function redactUnlinkedPage(tx: ShopTransaction, clues: Clues, page: { after?: string; at: Date }): Promise<string | undefined> {
  const after = page.after ?? nil;
  const needles = [...clues.orderNumbers, ...clues.references];
  const [ends] = await tx.db.$queryRaw<{ last: string | null }[]>`
    select "id"::text as "last" from (
      select "id" from "Message" where "orderId" is null and "supplierOrderId" is null and "parcelId" is null and "id" > ${after}::uuid
      order by "id" limit ${pageSize}
    ) page order by "id" desc limit 1`;
  if (!ends?.last) return undefined;
  const likely = await tx.db.$queryRaw<{ id: string }[]>`
    select "id"::text as "id" from "Message"
    where "orderId" is null and "supplierOrderId" is null and "parcelId" is null and "id" > ${after}::uuid and "id" <= ${ends.last}::uuid
      and (${holdsAny(Prisma.sql`"request"`, needles)} or ${holdsAny(Prisma.sql`"response"`, needles)})`;
  const select = { id: true, channel: true, title: true, request: true, response: true } as const;
  const rows = await tx.db.message.findMany({ where: idsOf(likely), select });
  const ids = rows.filter((row) => isAbout(row, clues)).map((row) => row.id);
  await tx.db.message.updateMany({ where: { id: { in: ids } }, data: { request: null, response: null, redactedAt: page.at } });
  return ends.last;
}

function isAbout({ channel, title, request, response }: Unlinked, clues: Clues): boolean {
  const bodies = [request, response].filter((body) => body !== null);
  return bodies.some((body) => (channel.startsWith("SHOPIFY") ? isShopifysAbout(body, title, clues) : isSuppliersAbout(body, clues)));
}

const idsOf = (rows: readonly { id: string }[]) => ({ id: { in: rows.map(({ id }) => id) } });

/** Cheap and too generous: the server drops most bodies, what is left is read properly. */
const holdsAny = (column: Prisma.Sql, needles: readonly string[]): Prisma.Sql =>
  Prisma.sql`exists (select from unnest(${[...needles]}::text[]) needle where position(convert_to(needle, 'UTF8') in ${column}) > 0)`;
