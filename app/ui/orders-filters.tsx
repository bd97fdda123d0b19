// The list is narrowed, searched, sorted and kept as a view; the address says all of it, so that it can be shared.
import { BlockStack, ChoiceList, IndexFilters, Select, TextField, type IndexFiltersMode, type IndexFiltersProps } from "@shopify/polaris";
import { useNavigate } from "@remix-run/react";
import { useEffect, useMemo, useRef, useState } from "react";
import { orderFilters, ordersAddress, orderSorts, payments, type OrdersPage, type OrdersQuery } from "../views/orders-page.ts";
import { appliedFilters } from "./applied-filters.ts";
import { sayWord } from "./say-reason.ts";
import { useViewTabs } from "./use-view-tabs.ts";
import { useWords, type Words } from "./words.tsx";

type Props = { readonly page: OrdersPage; readonly mode: IndexFiltersMode; setMode(mode: IndexFiltersMode): void };

const typedAfterMs = 400;

export function OrdersFilters({ page, mode, setMode }: Props) {
  const words = useWords();
  const { say } = words;
  const { query } = page;
  const navigate = useNavigate();
  const go = (change: Partial<OrdersQuery>) => navigate(ordersAddress({ ...query, ...change, after: null, before: null }));
  const { search, type } = useTypedSearch(query.search, (typed) => go({ search: typed }));
  const views = useViewTabs(page);
  const clear = () => navigate(ordersAddress({ sort: query.sort }));
  return (
    <IndexFilters
      {...views}
      mode={mode}
      setMode={setMode}
      queryValue={search}
      queryPlaceholder={say("orders.search.placeholder")}
      onQueryChange={type}
      onQueryClear={() => type("")}
      filters={filtersOf(words, page, go)}
      appliedFilters={appliedFilters(words, page, go)}
      onClearAll={clear}
      cancelAction={{ onAction: () => { if (query.search !== "") go({ search: "" }); } }}
      sortOptions={orderSorts.map((sort) => ({
        label: say(sort.startsWith("placed") ? "orders.sort.placed" : "orders.sort.total"), value: sort.replace("_", " ") as `${string} asc`,
        directionLabel: say(`orders.sort.${sort}`),
      }))}
      sortSelected={[query.sort.replace("_", " ")]}
      onSort={([value]) => go({ sort: orderSorts.find((sort) => sort.replace("_", " ") === value) ?? "placed_desc" })}
      disableKeyboardShortcuts
    />
  );
}

/** What is typed waits a moment, so that each key does not ask anew. */
function useTypedSearch(given: string, ask: (typed: string) => void) {
  const [search, setSearch] = useState(given);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => setSearch(given), [given]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const type = (typed: string) => {
    setSearch(typed);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => ask(typed), typedAfterMs);
  };
  return { search, type };
}

type Go = (change: Partial<OrdersQuery>) => void;

function filtersOf(words: Words, page: OrdersPage, go: Go): IndexFiltersProps["filters"] {
  const { say } = words;
  const { query } = page;
  return [
    {
      key: "show", label: say("orders.by.show"), pinned: true,
      filter: <ChoiceList title={say("orders.by.show")} titleHidden selected={[query.filter]} onChange={([one]) => go({ filter: orderFilters.find((filter) => filter === one) ?? "all" })} choices={orderFilters.map((filter) => ({ value: filter, label: say(`orders.filter.${filter}`) }))} />,
    },
    {
      key: "supplier", label: say("orders.by.supplier"), pinned: true,
      filter: <ChoiceList title={say("orders.by.supplier")} titleHidden selected={[query.supplierId ?? ""]} onChange={([one]) => go({ supplierId: one || null })} choices={[{ value: "", label: say("orders.by.any") }, ...page.suppliers.map(({ id, name }) => ({ value: id, label: name }))]} />,
    },
    {
      key: "hold", label: say("orders.by.hold"), pinned: true,
      filter: <ChoiceList title={say("orders.by.hold")} titleHidden selected={[query.hold ?? ""]} onChange={([one]) => go({ hold: one || null })} choices={[{ value: "", label: say("orders.by.any") }, ...page.holdCodes.map((code) => ({ value: code, label: sayWord(words, "hold.name", code) }))]} />,
    },
    { key: "placed", label: say("orders.by.placed"), pinned: true, filter: <Days query={query} go={go} /> },
    { key: "country", label: say("orders.by.country"), filter: <Country query={query} go={go} /> },
    {
      key: "payment", label: say("orders.by.payment"),
      filter: <ChoiceList title={say("orders.by.payment")} titleHidden selected={[query.payment ?? ""]} onChange={([one]) => go({ payment: payments.find((payment) => payment === one) ?? null })} choices={[{ value: "", label: say("orders.by.any") }, ...payments.map((payment) => ({ value: payment, label: say(`payment.${payment}`) }))]} />,
    },
    { key: "tag", label: say("orders.by.tag"), filter: <Typed label={say("orders.by.tag")} value={query.tag ?? ""} onSettled={(tag) => go({ tag: tag || null })} /> },
    {
      key: "value", label: say("orders.by.value", { currency: page.currency }),
      filter: (
        <BlockStack gap="200">
          <Typed label={say("orders.by.least")} value={query.least ?? ""} onSettled={(least) => go({ least: least || null })} isNumber />
          <Typed label={say("orders.by.most")} value={query.most ?? ""} onSettled={(most) => go({ most: most || null })} isNumber />
        </BlockStack>
      ),
    },
  ];
}

function Days({ query, go }: { readonly query: OrdersQuery; readonly go: Go }) {
  const { say } = useWords();
  return (
    <BlockStack gap="200">
      <TextField type="date" label={say("orders.by.from")} value={query.from ?? ""} onChange={(from) => go({ from: from || null })} autoComplete="off" />
      <TextField type="date" label={say("orders.by.to")} value={query.to ?? ""} onChange={(to) => go({ to: to || null })} autoComplete="off" />
    </BlockStack>
  );
}

const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];

/** Every country that the reader's language has a name for. */
function Country({ query, go }: { readonly query: OrdersQuery; readonly go: Go }) {
  const { say, language } = useWords();
  const options = useMemo(() => {
    const names = new Intl.DisplayNames(language, { type: "region", fallback: "none" });
    const codes = letters.flatMap((first) => letters.map((second) => first + second)).filter((code) => !["EU", "UN", "EZ", "ZZ", "QO", "XA", "XB"].includes(code));
    const named = codes.flatMap((code) => (names.of(code) === undefined ? [] : [{ value: code, label: names.of(code) ?? code }]));
    return named.toSorted((left, right) => left.label.localeCompare(right.label, language));
  }, [language]);
  return <Select label={say("orders.by.country")} labelHidden value={query.country ?? ""} onChange={(country) => go({ country: country || null })} options={[{ value: "", label: say("orders.by.any") }, ...options]} />;
}

type TypedProps = { readonly label: string; readonly value: string; onSettled(value: string): void; readonly isNumber?: boolean };

function Typed({ label, value, onSettled, isNumber }: TypedProps) {
  const { search, type } = useTypedSearch(value, onSettled);
  return <TextField label={label} value={search} onChange={type} autoComplete="off" {...(isNumber ? { inputMode: "decimal" as const } : {})} />;
}
