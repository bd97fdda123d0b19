// Which filters narrow the list now, each in words, and how is each taken away?
import type { IndexFiltersProps } from "@shopify/polaris";
import type { OrdersPage, OrdersQuery } from "../views/orders-page.ts";
import { countryName, sayWord } from "./say-reason.ts";
import type { Words } from "./words.tsx";

type Applied = NonNullable<IndexFiltersProps["appliedFilters"]>;

export function appliedFilters(words: Words, { query, suppliers, currency }: OrdersPage, go: (change: Partial<OrdersQuery>) => void): Applied {
  const { say } = words;
  const list: [string, string | null, Partial<OrdersQuery>][] = [
    ["show", query.filter === "all" ? null : say(`orders.filter.${query.filter}`), { filter: "all" }],
    ["hold", query.hold && `${say("orders.by.hold")}: ${sayWord(words, "hold.name", query.hold)}`, { hold: null }],
    ["supplier", query.supplierId && nameOf(suppliers, query.supplierId, say("orders.by.supplier")), { supplierId: null }],
    ["country", query.country && countryName(words, query.country), { country: null }],
    ["placed", rangeOf(say("orders.by.placed"), query.from, query.to), { from: null, to: null }],
    ["payment", query.payment && say(`payment.${query.payment}`), { payment: null }],
    ["tag", query.tag && `${say("orders.by.tag")}: ${query.tag}`, { tag: null }],
    ["value", rangeOf(say("orders.by.value", { currency }), query.least, query.most), { least: null, most: null }],
  ];
  return list.flatMap(([key, label, without]) => (label ? [{ key, label, onRemove: () => go(without) }] : []));
}

const nameOf = (suppliers: OrdersPage["suppliers"], supplierId: string, otherwise: string): string => suppliers.find(({ id }) => id === supplierId)?.name ?? otherwise;

const rangeOf = (label: string, from: string | null, to: string | null): string | null =>
  from === null && to === null ? null : `${label}: ${from ?? "…"} – ${to ?? "…"}`;
