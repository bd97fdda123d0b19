// How long is what kept? A shorter period is asked about once more, because what goes cannot come back.
import { Banner, BlockStack, Button, Card, Form, FormLayout, InlineStack, Modal, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { periodNames, type Periods } from "../privacy/retention.ts";
import { useAct } from "./use-act.ts";
import { useWords } from "./words.tsx";

const shown = ["keepsAddressesDays", "keepsMessagesDays", "keepsInboxDays", "keepsFilesDays"] as const;
const asTexts = (periods: Periods): Record<string, string> => Object.fromEntries(periodNames.map((name) => [name, String(periods[name])]));

export function PeriodsCard({ periods }: { readonly periods: Periods }) {
  const { say } = useWords();
  const act = useAct();
  const [typed, setTyped] = useState(asTexts(periods));
  const [isAsking, setAsking] = useState(false);
  const isShorter = periodNames.some((name) => Number(typed[name]) < periods[name]);
  const save = () => {
    setAsking(false);
    act.send({ intent: "periods", ...typed });
  };
  return (
    <Card>
      <Form onSubmit={() => (isShorter ? setAsking(true) : save())}>
        <FormLayout>
          <BlockStack gap="200">
            <Text as="h2" variant="headingMd">{say("privacy.periods.title")}</Text>
            <Text as="p" tone="subdued">{say("privacy.periods.help")}</Text>
          </BlockStack>
          {shown.map((name) => (
            <TextField
              key={name} label={say(`privacy.periods.${name}`)} helpText={say(`privacy.periods.${name}.help`)} inputMode="numeric" autoComplete="off"
              value={typed[name] ?? ""} onChange={(text) => setTyped({ ...typed, [name]: text })} error={act.errorOf(name)}
            />
          ))}
          <Banner tone="info"><Text as="p">{say("privacy.periods.legal")}</Text></Banner>
          <InlineStack><Button submit loading={act.isBusy}>{say("privacy.periods.save")}</Button></InlineStack>
        </FormLayout>
      </Form>
      <Modal
        open={isAsking} onClose={() => setAsking(false)} title={say("privacy.periods.shorter")}
        primaryAction={{ content: say("privacy.periods.save"), destructive: true, onAction: save }}
        secondaryActions={[{ content: say("action.cancel"), onAction: () => setAsking(false) }]}
      >
        <Modal.Section><Text as="p">{say("privacy.periods.shorter.text")}</Text></Modal.Section>
      </Modal>
    </Card>
  );
}
