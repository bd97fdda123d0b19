// What does each column of the file mean? Guessed, corrected here, and remembered.
import { Banner, BlockStack, Button, Card, FormLayout, InlineGrid, InlineStack, List, Select, Text } from "@shopify/polaris";
import { useState } from "react";
import { isCode } from "../platform/words/words.ts";
import { offerFields } from "../suppliers/offer-import.ts";
import type { ImportPage, ImportPreview } from "../views/offer-import-page.ts";
import { useAct } from "./use-act.ts";
import { useWords } from "./words.tsx";

const currencies = ["CNY", "USD", "EUR", "GBP", "HKD", "JPY", "TWD", "CAD", "AUD", "KRW", "SGD", "VND", "INR"];

export function OfferColumnsCard({ preview, suppliers }: { readonly preview: ImportPreview; readonly suppliers: ImportPage["suppliers"] }) {
  const { say } = useWords();
  const act = useAct();
  const [fields, setFields] = useState(() => preview.columns.map(({ field }) => field));
  const [supplierId, setSupplier] = useState(preview.supplierId ?? "");
  const [currency, setCurrency] = useState(preview.currency ?? "");
  const isAsSaved = supplierId === (preview.supplierId ?? "") && currency === (preview.currency ?? "") && fields.every((field, index) => field === preview.columns[index]?.field);
  const options = [{ value: "", label: say("imports.columns.ignored") }, ...offerFields.map((field) => ({ value: field, label: say(`imports.field.${field}`) }))];
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">{say("imports.columns.title")}</Text>
          <Text as="p" tone="subdued">{say("imports.columns.help")}</Text>
        </BlockStack>
        {preview.complaints.length > 0 ? (
          <Banner tone="warning"><List>{preview.complaints.map((code) => (isCode(code) ? <List.Item key={code}>{say(code)}</List.Item> : null))}</List></Banner>
        ) : null}
        <InlineGrid columns={{ xs: 1, sm: 2, md: 3 }} gap="400">
          {preview.columns.map(({ header, example }, index) => (
            <Select
              key={header} label={header} options={options} value={fields[index] ?? ""} helpText={example ? say("imports.columns.example", { text: example.slice(0, 60) }) : undefined}
              onChange={(field) => setFields((before) => before.map((one, at) => (at === index ? field : one)))}
            />
          ))}
        </InlineGrid>
        <FormLayout>
          <FormLayout.Group>
            <Select
              label={say("imports.supplier_for_all")} value={supplierId} onChange={setSupplier}
              options={[{ value: "", label: say("imports.supplier_for_all.none") }, ...suppliers.map(({ id, name }) => ({ value: id, label: name }))]}
            />
            <Select
              label={say("imports.currency_for_all")} value={currency} onChange={setCurrency}
              options={[{ value: "", label: say("imports.currency_for_all.none") }, ...currencies.map((code) => ({ value: code, label: code }))]}
            />
          </FormLayout.Group>
        </FormLayout>
        <InlineStack gap="200">
          <Button disabled={isAsSaved} loading={act.isBusy} onClick={() => act.send({ intent: "columns", field: fields, supplierId, currency })}>{say("imports.columns.save")}</Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
