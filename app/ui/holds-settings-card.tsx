// What holds an order before it goes out: what always does, and the limits that the owner sets.
import { BlockStack, Button, Card, Checkbox, Form, FormLayout, InlineStack, List, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { holdTexts, type HoldText, type SettingValues } from "../views/settings-page.ts";
import { useAct } from "./use-act.ts";
import { useWords } from "./words.tsx";

export function HoldsSettingsCard({ values, currency }: { readonly values: SettingValues; readonly currency: string }) {
  const { say } = useWords();
  const act = useAct();
  const [risk, setRisk] = useState({ holdsHighRisk: values.holdsHighRisk, holdsMediumRisk: values.holdsMediumRisk });
  const [typed, setTyped] = useState<Record<HoldText, string>>(values);
  const texts = Object.fromEntries(holdTexts.map((name) => [name, typed[name]]));
  const save = () => act.send({ intent: "holds", holdsHighRisk: String(risk.holdsHighRisk), holdsMediumRisk: String(risk.holdsMediumRisk), ...texts });
  return (
    <Card>
      <Form onSubmit={save}>
        <FormLayout>
          <Text as="h2" variant="headingMd">{say("settings.holds.title")}</Text>
          <BlockStack gap="200">
            <Text as="p" tone="subdued">{say("settings.holds.help")}</Text>
            <List>
              {(["payment", "nature", "refunded", "others", "redacted"] as const).map((hold) => <List.Item key={hold}>{say(`settings.holds.${hold}`)}</List.Item>)}
            </List>
          </BlockStack>
          <Checkbox label={say("settings.holds.high_risk")} checked={risk.holdsHighRisk} onChange={(on) => setRisk({ ...risk, holdsHighRisk: on })} />
          <Checkbox label={say("settings.holds.medium_risk")} checked={risk.holdsMediumRisk} onChange={(on) => setRisk({ ...risk, holdsMediumRisk: on })} />
          {holdTexts.map((name) => (
            <TextField
              key={name} label={say(`settings.holds.${name}`, { currency })} helpText={say(`settings.holds.${name}.help`)} value={typed[name]} inputMode="decimal"
              onChange={(text) => setTyped({ ...typed, [name]: text })} autoComplete="off" error={act.errorOf(name)}
            />
          ))}
          <InlineStack><Button submit loading={act.isBusy}>{say("settings.save")}</Button></InlineStack>
        </FormLayout>
      </Form>
    </Card>
  );
}
