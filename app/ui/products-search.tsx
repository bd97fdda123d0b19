// The products are narrowed by who ships them, and searched by name or SKU; a search asks Shopify too.
import { Button, Form, InlineStack, Select, TextField } from "@shopify/polaris";
import { useNavigate } from "@remix-run/react";
import { useEffect, useState } from "react";
import { productFilters, productsAddress, type ProductsQuery } from "../views/products-page.ts";
import { useWords } from "./words.tsx";

export function ProductsSearch({ query }: { readonly query: ProductsQuery }) {
  const { say } = useWords();
  const navigate = useNavigate();
  const [search, setSearch] = useState(query.search);
  useEffect(() => setSearch(query.search), [query.search]);
  const choose = (value: string) => navigate(productsAddress({ filter: productFilters.find((one) => one === value) ?? "all", search }));
  return (
    <InlineStack gap="300" blockAlign="end">
      <Select
        label={say("products.filter")} value={query.filter} onChange={choose}
        options={productFilters.map((filter) => ({ value: filter, label: say(`products.filter.${filter}`) }))}
      />
      <Form onSubmit={() => navigate(productsAddress({ filter: query.filter, search }))}>
        <TextField
          label={say("products.search")} value={search} onChange={setSearch} autoComplete="off" clearButton
          onClearButtonClick={() => navigate(productsAddress({ filter: query.filter }))}
          connectedRight={<Button submit>{say("action.search")}</Button>}
        />
      </Form>
      {query.variantId ? <Button url={productsAddress({})}>{say("products.show_all")}</Button> : null}
    </InlineStack>
  );
}
