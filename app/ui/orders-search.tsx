// The list is narrowed by place, and searched by the order's name; the address keeps both.
import { Button, Form, InlineStack, Select, TextField } from "@shopify/polaris";
import { useNavigate } from "@remix-run/react";
import { useEffect, useState } from "react";
import { orderFilters, ordersAddress, type OrdersQuery } from "../views/orders-page.ts";
import { useWords } from "./words.tsx";

export function OrdersSearch({ query }: { readonly query: OrdersQuery }) {
  const { say } = useWords();
  const navigate = useNavigate();
  const [search, setSearch] = useState(query.search);
  useEffect(() => setSearch(query.search), [query.search]);
  const choose = (value: string) => navigate(ordersAddress({ filter: orderFilters.find((one) => one === value) ?? "all", search }));
  return (
    <InlineStack gap="300" blockAlign="end">
      <Select
        label={say("orders.filter")} value={query.filter} onChange={choose}
        options={orderFilters.map((filter) => ({ value: filter, label: say(`orders.filter.${filter}`) }))}
      />
      <Form onSubmit={() => navigate(ordersAddress({ ...query, search, after: null, before: null }))}>
        <TextField
          label={say("orders.search")} value={search} onChange={setSearch} autoComplete="off" placeholder="#1001" clearButton
          onClearButtonClick={() => navigate(ordersAddress({ ...query, search: "", after: null, before: null }))}
          connectedRight={<Button submit>{say("action.search")}</Button>}
        />
      </Form>
      {query.hold ? <Button onClick={() => navigate(ordersAddress({ filter: query.filter, search }))}>{say("orders.hold.clear")}</Button> : null}
    </InlineStack>
  );
}
