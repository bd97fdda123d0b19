// How does a narrowed list of orders become a question to the database that an index answers?
// Every value is a parameter. Search compares beginnings of words with >= and <, so that % and _ mean only themselves,
// and because LIKE may not use an index behind row-level security.
import { Prisma } from "@prisma/client";
import type { Merchant } from "../merchants/merchant.ts";
import { termsOfSearch } from "../orders/search-terms.ts";
import { parseMoney } from "../platform/money.ts";
import type { OrderFilter, OrdersQuery, OrderSort } from "./orders-page.ts";

/** A supplier that names no lead time is given so many days, and an order that nobody has yet as many. */
const usualLeadDays = 3;

type Asked = { readonly merchant: Merchant; readonly query: OrdersQuery; readonly now: Date };

/** For `"Order" o` beside its `"OrderCheck" c`. */
export function whereOf({ merchant, query, now }: Asked): Prisma.Sql {
  const conditions = [
    Prisma.sql`o."shopId" = ${merchant.shopId}`,
    ofFilter(query.filter, { sendFrom: merchant.settings.sendFromOrderNumber ?? 0, now }),
    ...termsOfSearch(query.search).map(ofTerm),
    ...ofOrder(query, merchant),
    ...ofOthers(query),
  ];
  return Prisma.join(conditions, " and ");
}

/** The last character of all: whatever begins with the term sorts before it. */
const lastCharacter = "\u{10ffff}";

const ofTerm = (term: string): Prisma.Sql => Prisma.sql`o."id" in (
  select t."orderId" from "OrderSearchTerm" t where t."shopId" = o."shopId" and t."term" >= ${term} and t."term" < ${term + lastCharacter})`;

function ofOrder(query: OrdersQuery, merchant: Merchant): Prisma.Sql[] {
  const { hold, payment, from, to, tag, least, most } = query;
  // The shop's days, as instants; the column is UTC without a zone.
  const instant = (day: string, plus: number) => Prisma.sql`(((${day}::date + ${plus}::int)::timestamp at time zone ${merchant.timeZone}) at time zone 'UTC')`;
  return [
    ...(hold ? [ofHold(hold)] : []),
    ...(payment ? [Prisma.sql`o."financialStatus" = ${payment}::"FinancialStatus"`] : []),
    ...(from ? [Prisma.sql`o."placedAt" >= ${instant(from, 0)}`] : []),
    ...(to ? [Prisma.sql`o."placedAt" < ${instant(to, 1)}`] : []),
    ...(tag ? [Prisma.sql`${tag} = any(o."tags")`] : []),
    ...amountOf(least, merchant.currency).map((minor) => Prisma.sql`o."totalMinor" >= ${minor}`),
    ...amountOf(most, merchant.currency).map((minor) => Prisma.sql`o."totalMinor" <= ${minor}`),
  ];
}

/** Whatever holds the order or a line of it, not only what it is named by; redaction leaves no row. */
const ofHold = (code: string): Prisma.Sql => Prisma.sql`(o."holdCode" = ${code} or o."id" = any(array(
  select h."orderId" from "OrderHold" h where h."shopId" = current_setting('app.shop', true) and h."endedAt" is null and h."releasedAt" is null and h."code" = ${code})))`;

/** An amount with more decimals than the currency has is left out. */
function amountOf(decimal: string | null, currency: string): bigint[] {
  if (decimal === null) return [];
  try {
    return [parseMoney(decimal, currency).minor];
  } catch {
    return [];
  }
}

function ofOthers({ supplierId, country }: OrdersQuery): Prisma.Sql[] {
  return [
    ...(supplierId ? [Prisma.sql`exists (select 1 from "SupplierOrder" s where s."shopId" = o."shopId" and s."orderId" = o."id" and s."supplierId" = ${supplierId}::uuid and s."state" <> 'CANCELLED')`] : []),
    ...(country ? [Prisma.sql`exists (select 1 from "OrderAddress" a where a."shopId" = o."shopId" and a."orderId" = o."id" and a."countryCode" = ${country})`] : []),
  ];
}

const open = Prisma.sql`(c."waiting" + c."withSupplier" + c."needsYou") > 0`;
const mayMove = Prisma.sql`(o."holdCode" is null or o."holdCode" = 'held_by_merchant')`;

function ofFilter(filter: OrderFilter, { sendFrom, now }: { sendFrom: number; now: Date }): Prisma.Sql {
  const filters: Readonly<Record<OrderFilter, () => Prisma.Sql>> = {
    all: () => Prisma.sql`true`,
    needs_you: () => Prisma.sql`c."needsYou" > 0`,
    waiting: () => Prisma.sql`c."waiting" > 0`,
    with_supplier: () => Prisma.sql`c."withSupplier" > 0`,
    shipped: () => Prisma.sql`c."shipped" > 0`,
    cancelled: () => Prisma.sql`c."cancelled" > 0`,
    not_ours: () => Prisma.sql`c."notOurs" > 0`,
    to_send: () => Prisma.sql`o."holdCode" is null and o."orderNumber" >= ${sendFrom} and ${ofSupplierOrder(Prisma.sql`s."state" = 'DRAFT' and s."releasedAt" is null`)}`,
    to_hand_over: () => ofSupplierOrder(Prisma.sql`s."state" = 'TO_HAND_OVER'`),
    held: () => Prisma.sql`(o."holdCode" is not null or o."id" = any(array(
      select h."orderId" from "OrderHold" h where h."shopId" = current_setting('app.shop', true) and h."endedAt" is null and h."releasedAt" is null and h."lineItemId" is not null)))`,
    late: () => late(now),
    partly_shipped: () => Prisma.sql`c."shipped" > 0 and ${open}`,
    all_shipped: () => Prisma.sql`c."shipped" > 0 and not ${open}`,
    unbalanced: () => Prisma.sql`c."balanced" = false`,
    before_go_live: () => Prisma.sql`o."orderNumber" < ${sendFrom}`,
    test: () => Prisma.sql`o."isTest"`,
  };
  return filters[filter]();
}

/** As an array, which is read first: the planner would rather walk every order to find the few. */
const ofSupplierOrder = (condition: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`o."id" = any(array(select s."orderId" from "SupplierOrder" s where s."shopId" = current_setting('app.shop', true) and ${condition}))`;

/** Paid units that have not left although the longest lead time of their suppliers is over. */
function late(now: Date): Prisma.Sql {
  const slowest = Prisma.sql`(select max(l."leadTimeDays") from "SupplierOrder" s join "Supplier" l on l."shopId" = s."shopId" and l."id" = s."supplierId"
    where s."shopId" = o."shopId" and s."orderId" = o."id" and s."state" <> 'CANCELLED')`;
  return Prisma.sql`${open} and ${mayMove} and o."placedAt" < ${asText(now)}::timestamp - interval '1 day' * coalesce(${slowest}, ${usualLeadDays})`;
}

const asText = (instant: Date): string => instant.toISOString().replace("Z", "");

export type Cursor = { readonly id: string; readonly placedAt: Date; readonly totalMinor: bigint; readonly orderNumber: number };

/** Shopify counts whole seconds: orders of one second go by their number, not by which message came first. */
export function orderOf(sort: OrderSort, isBackwards: boolean): Prisma.Sql {
  const column = sort.startsWith("total") ? Prisma.sql`o."totalMinor"` : Prisma.sql`o."placedAt"`;
  const direction = sort.endsWith("_desc") !== isBackwards ? Prisma.sql`desc` : Prisma.sql`asc`;
  return Prisma.sql`${column} ${direction}, o."orderNumber" ${direction}, o."id" ${direction}`;
}

export function beyond(cursor: Cursor, sort: OrderSort, isBackwards: boolean): Prisma.Sql {
  const isBelow = sort.endsWith("_desc") !== isBackwards;
  const sign = isBelow ? Prisma.sql`<` : Prisma.sql`>`;
  const [column, value] = sort.startsWith("total")
    ? [Prisma.sql`o."totalMinor"`, Prisma.sql`${cursor.totalMinor}`]
    : [Prisma.sql`o."placedAt"`, Prisma.sql`${asText(cursor.placedAt)}::timestamp`];
  return Prisma.sql`(${column}, o."orderNumber", o."id") ${sign} (${value}, ${cursor.orderNumber}::int, ${cursor.id}::uuid)`;
}
