// What did the last clean-up empty, and why did the rest stay?
import { BlockStack, Button, Card, InlineStack, Link, List, Modal, Text } from "@shopify/polaris";
import { useState } from "react";
import type { ShownRun, ShownStay } from "../views/privacy-page.ts";
import { useAct, useOnceDone } from "./use-act.ts";
import { useWords } from "./words.tsx";

export function RetentionRunCard({ run }: { readonly run: ShownRun | null }) {
  const { say } = useWords();
  const act = useAct();
  const [isAsking, setAsking] = useState(false);
  useOnceDone(act.answer, () => setAsking(false));
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">{say("privacy.run.title")}</Text>
        {run ? <Run run={run} /> : <Text as="p" tone="subdued">{say("privacy.run.none")}</Text>}
        <InlineStack><Button onClick={() => setAsking(true)}>{say("privacy.run.now")}</Button></InlineStack>
      </BlockStack>
      <Modal
        open={isAsking} onClose={() => setAsking(false)} title={say("privacy.run.now")}
        primaryAction={{ content: say("privacy.run.now"), destructive: true, loading: act.isBusy, onAction: () => act.send({ intent: "clean-up" }) }}
        secondaryActions={[{ content: say("action.cancel"), onAction: () => setAsking(false) }]}
      >
        <Modal.Section><Text as="p">{say("privacy.run.now.text")}</Text></Modal.Section>
      </Modal>
    </Card>
  );
}

function Run({ run }: { readonly run: ShownRun }) {
  const { say, formatInstant } = useWords();
  const { orders, messages, webhooks, files, finishedAt } = run;
  return (
    <BlockStack gap="200">
      <Text as="p">{finishedAt ? say("privacy.run.done", { at: formatInstant(finishedAt) }) : say("privacy.run.running", { at: formatInstant(run.startedAt) })}</Text>
      <Text as="p">{say("privacy.run.did", { orders, messages, webhooks, files })}</Text>
      {run.stays.length > 0 ? (
        <>
          <Text as="h3" variant="headingSm">{say("privacy.run.stays")}</Text>
          <List>{run.stays.map((stay) => <List.Item key={stay.code}><Stay stay={stay} /></List.Item>)}</List>
        </>
      ) : null}
    </BlockStack>
  );
}

function Stay({ stay: { code, count, orders } }: { readonly stay: ShownStay }) {
  const { say } = useWords();
  return (
    <BlockStack gap="050">
      <Text as="span">{say(`retention.stays.${code}`, { count })}</Text>
      <InlineStack gap="200">{orders.map(({ id, name }) => <Link key={id} url={`/app/orders/${id}`}>{name}</Link>)}</InlineStack>
    </BlockStack>
  );
}
