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
    ["hold", query.hold && `${say("orders.by.hold")}: ${sayWord(words, "hold", query.hold)}`, { hold: null }],
    ["supplier", query.supplierId && (suppliers.find(({ id }) => id === query.supplierId)?.name ?? say("orders.by.supplier")), { supplierId: null }],
    ["country", query.country && countryName(words, query.country), { country: null }],
    ["placed", rangeOf(query.from, query.to) && `${say("orders.by.placed")}: ${rangeOf(query.from, query.to)}`, { from: null, to: null }],
    ["payment", query.payment && say(`payment.${query.payment}`), { payment: null }],
    ["tag", query.tag && `${say("orders.by.tag")}: ${query.tag}`, { tag: null }],
    ["value", rangeOf(query.least, query.most) && `${say("orders.by.value", { currency })}: ${rangeOf(query.least, query.most)}`, { least: null, most: null }],
  ];
  return list.flatMap(([key, label, without]) => (label ? [{ key, label, onRemove: () => go(without) }] : []));
}

const rangeOf = (from: string | null, to: string | null): string | null => (from === null && to === null ? null : `${from ?? "…"} – ${to ?? "…"}`);
