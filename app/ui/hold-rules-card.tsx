// Orders that the merchant wants to see before anything is sent: by destination, tag, collection or value.
import { BlockStack, Button, Card, FormLayout, InlineStack, Text, TextField } from "@shopify/polaris";
import { anyConditions, type RulesPage, type TypedHoldRule } from "../views/rules-page.ts";
import { ConditionsFields, useConditionsText } from "./conditions-fields.tsx";
import { OrderedRow, type Place } from "./ordered-row.tsx";
import { useAct } from "./use-act.ts";
import { useOrderedList, type OrderedList } from "./use-ordered-list.ts";
import { useWords } from "./words.tsx";

export function HoldRulesCard({ page }: { readonly page: RulesPage }) {
  const { say } = useWords();
  const list = useOrderedList(page.holds);
  const act = useAct();
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">{say("rules.holds")}</Text>
          <Text as="p">{say("rules.holds.body")}</Text>
        </BlockStack>
        {list.rows.length === 0 ? <Text as="p" tone="subdued">{say("rules.holds.none")}</Text> : null}
        {list.rows.map((row, index) => (
          <HoldRuleRow key={row.key} row={row} place={{ index, of: list.rows.length }} currency={page.shopCurrency} list={list} errorOf={(field) => act.errorOf(`holds.${row.key}.${field}`)} />
        ))}
        <InlineStack>
          <Button variant="plain" onClick={() => list.add((key) => ({ key, name: say("rules.automation.new"), isOn: true, conditions: anyConditions }))}>{say("rules.automation.add")}</Button>
        </InlineStack>
        <InlineStack gap="200">
          <Button variant="primary" disabled={!list.isChanged} loading={act.isBusy} onClick={() => act.send({ intent: "save-holds", holds: JSON.stringify(list.rows) })}>{say("rules.holds.save")}</Button>
          {list.isChanged ? <Button onClick={() => list.reset()}>{say("rules.discard")}</Button> : null}
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

type RowProps = {
  readonly row: TypedHoldRule;
  readonly place: Place;
  readonly currency: string;
  readonly list: OrderedList<TypedHoldRule>;
  errorOf(field: string): string | false;
};

const fields = ["name", "countries", "tags", "collections", "atLeast", "atMost"];

function HoldRuleRow({ row, place, currency, list, errorOf }: RowProps) {
  const { say } = useWords();
  const conditionsText = useConditionsText(currency);
  const change = (to: Partial<TypedHoldRule>) => list.change(row.key, to);
  return (
    <OrderedRow
      name={row.name} place={place} isOn={row.isOn} says={[say("rules.holds.says"), conditionsText(row.conditions)]}
      hasErrors={fields.some((field) => errorOf(field) !== false)} isNew={row.key.startsWith("new-")}
      onSwitch={() => change({ isOn: !row.isOn })} onMove={(by) => list.move(row.key, by)} onRemove={() => list.remove(row.key)}
    >
      <FormLayout>
        <TextField label={say("rules.automation.name")} value={row.name} error={errorOf("name")} autoComplete="off" requiredIndicator onChange={(name) => change({ name })} />
        <ConditionsFields conditions={row.conditions} currency={currency} errorOf={errorOf} onChange={(conditions) => change({ conditions })} />
      </FormLayout>
    </OrderedRow>
  );
}
