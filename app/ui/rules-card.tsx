// The rules of routing in their order: the first with an opinion ranks, every refusal holds.
import { BlockStack, Button, Card, InlineStack, Select, Text } from "@shopify/polaris";
import { anyConditions, type RulesPage, type TypedRule } from "../views/rules-page.ts";
import { ConditionsFields, useConditionsText } from "./conditions-fields.tsx";
import { OrderedRow, type Place } from "./ordered-row.tsx";
import { sayWord } from "./say-reason.ts";
import { TryRules } from "./try-rules.tsx";
import { useAct } from "./use-act.ts";
import { useOrderedList, type OrderedList } from "./use-ordered-list.ts";
import { useQuestion } from "./use-question.ts";
import { useWords } from "./words.tsx";

export function RulesCard({ page }: { readonly page: RulesPage }) {
  const { say } = useWords();
  const act = useAct();
  const question = useQuestion();
  const list = useOrderedList(page.rules);
  const typed = JSON.stringify(list.rows);
  const errorOf = (field: string) => act.errorOf(field) || question.errorOf(field);
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">{say("rules.routing")}</Text>
          <Text as="p">{say("rules.routing.body")}</Text>
        </BlockStack>
        {list.rows.map((row, index) => (
          <RuleRow key={row.key} row={row} place={{ index, of: list.rows.length }} page={page} list={list} errorOf={(field) => errorOf(`rules.${row.key}.${field}`)} />
        ))}
        <InlineStack>
          <Button variant="plain" onClick={() => list.add((key) => ({ key, rule: "preferred-supplier", isOn: true, supplierId: "", conditions: anyConditions }))}>{say("rules.add_preferred")}</Button>
        </InlineStack>
        <TryRules orders={page.orders} typed={typed} question={question} />
        <InlineStack gap="200">
          <Button variant="primary" disabled={!list.isChanged} loading={act.isBusy} onClick={() => act.send({ intent: "save-rules", rules: typed })}>{say("rules.save")}</Button>
          {list.isChanged ? <Button onClick={list.reset}>{say("rules.discard")}</Button> : null}
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

type RowProps = {
  readonly row: TypedRule;
  readonly place: Place;
  readonly page: RulesPage;
  readonly list: OrderedList<TypedRule>;
  errorOf(field: string): string | false;
};

const fields = ["supplierId", "countries", "tags", "collections", "atLeast", "atMost"];

function RuleRow({ row, place, page, list, errorOf }: RowProps) {
  const words = useWords();
  const { say } = words;
  const conditionsText = useConditionsText(page.shopCurrency);
  const isPreferred = row.rule === "preferred-supplier";
  const name = row.rule.replaceAll("-", "_");
  const supplier = page.suppliers.find(({ id }) => id === row.supplierId);
  const isRepeated = list.rows.filter(({ rule }) => rule === row.rule).length > 1;
  const title = sayWord(words, "rules.name", name);
  return (
    <OrderedRow
      name={isPreferred && supplier ? say("rules.preferred_of", { supplier: supplier.name }) : title} place={place} isOn={row.isOn}
      says={[sayWord(words, "rules.says", name), conditionsText(row.conditions)]} hasErrors={fields.some((field) => errorOf(field) !== false)} isNew={row.key.startsWith("new-")}
      onSwitch={() => list.change(row.key, { isOn: !row.isOn })} onMove={(by) => list.move(row.key, by)}
      onRemove={isPreferred && isRepeated ? () => list.remove(row.key) : undefined}
    >
      <BlockStack gap="300">
        {isPreferred ? (
          <Select
            label={say("rules.preferred")} placeholder={say("rules.preferred.choose")} value={row.supplierId} error={errorOf("supplierId")}
            options={page.suppliers.map(({ id, name: label }) => ({ value: id, label }))} onChange={(supplierId) => list.change(row.key, { supplierId })}
          />
        ) : null}
        <ConditionsFields conditions={row.conditions} currency={page.shopCurrency} errorOf={errorOf} onChange={(conditions) => list.change(row.key, { conditions })} />
      </BlockStack>
    </OrderedRow>
  );
}
