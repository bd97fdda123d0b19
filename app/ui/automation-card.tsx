// What goes out by itself once the shop is live: a switch for each supplier, and rules that stand before the switches.
import { Banner, BlockStack, Button, Card, Checkbox, FormLayout, InlineStack, Select, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { anyConditions, type RulesPage, type TypedAutomationRule } from "../views/rules-page.ts";
import { AutomationPreview } from "./automation-preview.tsx";
import { ConditionsFields, useConditionsText } from "./conditions-fields.tsx";
import { OrderedRow, type Place } from "./ordered-row.tsx";
import { useOrderedList, type OrderedList } from "./use-ordered-list.ts";
import { useQuestion } from "./use-question.ts";
import { useWords } from "./words.tsx";

export function AutomationCard({ page }: { readonly page: RulesPage }) {
  const { say } = useWords();
  const list = useOrderedList(page.automation);
  const kept = Object.fromEntries(page.suppliers.map(({ id, sends }) => [id, sends]));
  const [switches, setSwitches] = useState<Readonly<Record<string, boolean>>>(kept);
  const question = useQuestion();
  const isChanged = list.isChanged || JSON.stringify(switches) !== JSON.stringify(kept);
  const typed = { automation: JSON.stringify(list.rows), switches: JSON.stringify(switches) };
  const discard = () => {
    list.reset();
    setSwitches(kept);
  };
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">{say("rules.automation")}</Text>
          <Text as="p">{say("rules.automation.body")}</Text>
        </BlockStack>
        {page.isLive ? null : <Banner tone="info"><Text as="p">{say("rules.automation.review")}</Text></Banner>}
        <BlockStack gap="100">
          <Text as="h3" variant="headingSm">{say("rules.automation.suppliers")}</Text>
          {page.suppliers.length === 0 ? <Text as="p" tone="subdued">{say("rules.automation.no_supplier")}</Text> : null}
          {page.suppliers.map(({ id, name }) => (
            <Checkbox key={id} label={say("rules.automation.sends", { supplier: name })} checked={switches[id] ?? true} onChange={(isOn) => setSwitches((before) => ({ ...before, [id]: isOn }))} />
          ))}
        </BlockStack>
        <BlockStack gap="100">
          <Text as="h3" variant="headingSm">{say("rules.automation.rules")}</Text>
          <Text as="p" tone="subdued">{say("rules.automation.rules.body")}</Text>
        </BlockStack>
        {list.rows.map((row, index) => (
          <AutomationRow key={row.key} row={row} place={{ index, of: list.rows.length }} page={page} list={list} errorOf={(field) => question.errorOf(`automation.${row.key}.${field}`)} />
        ))}
        <InlineStack>
          <Button variant="plain" onClick={() => list.add((key) => ({ key, name: say("rules.automation.new"), isOn: true, sends: false, supplierId: "", conditions: anyConditions }))}>{say("rules.automation.add")}</Button>
        </InlineStack>
        <InlineStack gap="200">
          <Button variant="primary" disabled={!isChanged} loading={question.isBusy} onClick={() => question.ask({ intent: "preview", ...typed })}>{say("rules.automation.preview")}</Button>
          {isChanged ? <Button onClick={discard}>{say("rules.discard")}</Button> : null}
        </InlineStack>
        <AutomationPreview answer={question.answer} typed={typed} />
      </BlockStack>
    </Card>
  );
}

type RowProps = {
  readonly row: TypedAutomationRule;
  readonly place: Place;
  readonly page: RulesPage;
  readonly list: OrderedList<TypedAutomationRule>;
  errorOf(field: string): string | false;
};

const fields = ["name", "countries", "tags", "collections", "atLeast", "atMost"];

function AutomationRow({ row, place, page, list, errorOf }: RowProps) {
  const { say } = useWords();
  const conditionsText = useConditionsText(page.shopCurrency);
  const supplier = page.suppliers.find(({ id }) => id === row.supplierId)?.name ?? say("rules.automation.any_supplier");
  const change = (to: Partial<TypedAutomationRule>) => list.change(row.key, to);
  return (
    <OrderedRow
      name={row.name} place={place} isOn={row.isOn} says={[say(row.sends ? "rules.automation.says_sends" : "rules.automation.says_waits", { supplier }), conditionsText(row.conditions)]}
      hasErrors={fields.some((field) => errorOf(field) !== false)} isNew={row.key.startsWith("new-")}
      onSwitch={() => change({ isOn: !row.isOn })} onMove={(by) => list.move(row.key, by)} onRemove={() => list.remove(row.key)}
    >
      <FormLayout>
        <TextField label={say("rules.automation.name")} value={row.name} error={errorOf("name")} autoComplete="off" requiredIndicator onChange={(name) => change({ name })} />
        <FormLayout.Group condensed>
          <Select
            label={say("rules.automation.then")} value={String(row.sends)} onChange={(value) => change({ sends: value === "true" })}
            options={[{ value: "false", label: say("rules.automation.waits") }, { value: "true", label: say("rules.automation.goes") }]}
          />
          <Select
            label={say("rules.automation.supplier")} value={row.supplierId} onChange={(supplierId) => change({ supplierId })}
            options={[{ value: "", label: say("rules.automation.any_supplier") }, ...page.suppliers.map(({ id, name }) => ({ value: id, label: name }))]}
          />
        </FormLayout.Group>
        <ConditionsFields conditions={row.conditions} currency={page.shopCurrency} errorOf={errorOf} onChange={(conditions) => change({ conditions })} />
      </FormLayout>
    </OrderedRow>
  );
}
