// What Shopify asked of this order, what was answered and when, and a way to give back what cannot be shipped.
import { Badge, BlockStack, Button, Card, InlineStack, Modal, Text } from "@shopify/polaris";
import { useState } from "react";
import type { ShownRequest } from "../views/order-page.ts";
import { useAct, useOnceDone } from "./use-act.ts";
import { useWords } from "./words.tsx";

const tones = { ACCEPTED: "success", REJECTED: "warning", UNKNOWN: "attention" } as const;

export function RequestsCard({ requests }: { readonly requests: readonly ShownRequest[] }) {
  const { say } = useWords();
  if (requests.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">{say("requests.title")}</Text>
        {requests.map((request) => <OneRequest key={request.id} request={request} />)}
      </BlockStack>
    </Card>
  );
}

function OneRequest({ request }: { readonly request: ShownRequest }) {
  const { say, sayStored, formatInstant } = useWords();
  const { kind, state, requestedAt, answeredAt, isAutomatic, reason, closedAt, wasCompleted, canGiveBack } = request;
  const tone = state in tones ? { tone: tones[state as keyof typeof tones] } : {};
  return (
    <BlockStack gap="100">
      <InlineStack gap="200" blockAlign="center">
        <Text as="h3" variant="headingSm">{say(`requests.${kind}`)}</Text>
        <Badge {...tone}>{say(`requests.state.${state}`)}</Badge>
      </InlineStack>
      <Text as="p" tone="subdued">{say("requests.asked", { at: formatInstant(requestedAt) })}</Text>
      {isAutomatic ? <Text as="p" tone="subdued">{say("requests.automatic")}</Text> : null}
      {answeredAt && state !== "GONE" ? <Text as="p" tone="subdued">{say("requests.answered", { at: formatInstant(answeredAt) })}</Text> : null}
      {reason ? <Text as="p" breakWord>{sayStored(reason.code, reason.params)}</Text> : null}
      {closedAt ? <Text as="p">{say(wasCompleted ? "requests.completed" : "requests.given_back", { at: formatInstant(closedAt) })}</Text> : null}
      {canGiveBack ? <GiveBack requestId={request.id} /> : null}
    </BlockStack>
  );
}

function GiveBack({ requestId }: { readonly requestId: string }) {
  const { say } = useWords();
  const act = useAct();
  const [isAsking, setAsking] = useState(false);
  useOnceDone(act.answer, () => setAsking(false));
  return (
    <InlineStack>
      <Button onClick={() => setAsking(true)}>{say("requests.give_back")}</Button>
      <Modal
        open={isAsking} onClose={() => setAsking(false)} title={say("requests.give_back")}
        primaryAction={{ content: say("requests.give_back"), loading: act.isBusy, onAction: () => act.send({ intent: "giveBack", requestId }) }}
        secondaryActions={[{ content: say("action.cancel"), onAction: () => setAsking(false) }]}
      >
        <Modal.Section><Text as="p">{say("requests.give_back.help")}</Text></Modal.Section>
      </Modal>
    </InlineStack>
  );
}
