// What is this order, may it go on, and where does it go?
import { BlockStack, Card, Modal, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import type { OrderHead } from "../views/order-page.ts";
import { useAct, useOnceDone } from "./use-act.ts";
import { useWords } from "./words.tsx";

/** Asks for a note, which only the team sees. */
export function HoldDialog({ isOpen, onClose }: { readonly isOpen: boolean; onClose(): void }) {
  const { say } = useWords();
  const [note, setNote] = useState("");
  const act = useAct();
  useOnceDone(act.answer, onClose);
  return (
    <Modal
      open={isOpen} onClose={onClose} title={say("order.hold")}
      primaryAction={{ content: say("order.hold"), loading: act.isBusy, onAction: () => act.send({ intent: "hold", note }) }}
      secondaryActions={[{ content: say("action.cancel"), onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="300">
          <Text as="p">{say("bulk.explain.HOLD")}</Text>
          <TextField label={say("bulk.note")} helpText={say("bulk.note.help")} value={note} onChange={setNote} maxLength={500} autoComplete="off" multiline={2} />
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}

export function ReceiverCard({ order }: { readonly order: OrderHead }) {
  const { say, formatMoney } = useWords();
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">{say("order.receiver")}</Text>
        {order.receiver.length === 0 ? <Text as="p" tone="subdued">{say("order.receiver.none")}</Text> : (
          <BlockStack>{order.receiver.map((line, index) => <Text as="p" key={`${index}:${line}`} breakWord>{line}</Text>)}</BlockStack>
        )}
        <Text as="p">{say("order.total", { amount: formatMoney(order.total) })}</Text>
        {order.deliveryTitle ? <Text as="p">{say("order.delivery", { method: order.deliveryTitle })}</Text> : null}
        {order.note ? <Text as="p" breakWord>{say("order.note", { note: order.note })}</Text> : null}
      </BlockStack>
    </Card>
  );
}
