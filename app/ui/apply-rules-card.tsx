// Rules decide about orders from now on; orders that wait follow only when a person says so.
import { BlockStack, Button, Card, InlineStack, Modal, Text } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useAct } from "./use-act.ts";
import { useWords } from "./words.tsx";

export function ApplyRulesCard({ waitingOrders }: { readonly waitingOrders: number }) {
  const { say } = useWords();
  const act = useAct();
  const [isAsking, setAsking] = useState(false);
  const { answer } = act;
  useEffect(() => {
    if (answer?.kind === "done") setAsking(false);
  }, [answer]);
  const orders = { orders: waitingOrders };
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">{say("rules.apply.title")}</Text>
        <Text as="p">{say("rules.apply.body", orders)}</Text>
        <InlineStack><Button onClick={() => setAsking(true)}>{say("rules.apply", orders)}</Button></InlineStack>
        <Modal
          open={isAsking} onClose={() => setAsking(false)} title={say("rules.apply", orders)}
          primaryAction={{ content: say("rules.apply.go"), loading: act.isBusy, onAction: () => act.send({ intent: "apply-rules" }) }}
          secondaryActions={[{ content: say("action.cancel"), onAction: () => setAsking(false) }]}
        >
          <Modal.Section><Text as="p">{say("rules.apply.ask")}</Text></Modal.Section>
        </Modal>
      </BlockStack>
    </Card>
  );
}
