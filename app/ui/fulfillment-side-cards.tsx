// Beside the modes: the way back, the merchant's choices, and the figures that Shopify looks at.
import { Badge, BlockStack, Button, Card, Checkbox, InlineStack, Modal, Text } from "@shopify/polaris";
import { useState } from "react";
import type { Figure } from "../fulfillment-requests/figures.ts";
import type { FulfillmentPage } from "../views/fulfillment-page.ts";
import { useAct, useOnceDone } from "./use-act.ts";
import { useWords, type Words } from "./words.tsx";

export function GoBackCard({ page }: { readonly page: FulfillmentPage }) {
  const { say } = useWords();
  const act = useAct();
  const [isAsking, setAsking] = useState(false);
  useOnceDone(act.answer, () => setAsking(false));
  if (!page.canGoBack) return null;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">{say("service.back.title")}</Text>
        <Text as="p" tone="subdued">{say("service.back.help", { orders: page.ordersWaiting })}</Text>
        <InlineStack><Button onClick={() => setAsking(true)}>{say("service.back")}</Button></InlineStack>
        <Modal
          open={isAsking} onClose={() => setAsking(false)} title={say("service.back.title")}
          primaryAction={{ content: say("service.back"), loading: act.isBusy, onAction: () => act.send({ intent: "back" }) }}
          secondaryActions={[{ content: say("action.cancel"), onAction: () => setAsking(false) }]}
        >
          <Modal.Section><Text as="p">{say("service.back.help", { orders: page.ordersWaiting })}</Text></Modal.Section>
        </Modal>
      </BlockStack>
    </Card>
  );
}

export function ChoicesCard({ page }: { readonly page: FulfillmentPage }) {
  const { say } = useWords();
  const act = useAct();
  const [requestsAutomatically, setRequests] = useState(page.requestsAutomatically);
  const [writesCost, setCost] = useState(page.writesCost);
  const isChanged = requestsAutomatically !== page.requestsAutomatically || writesCost !== page.writesCost;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">{say("service.choices.title")}</Text>
        <Checkbox label={say("service.choices.automatic")} helpText={say("service.choices.automatic.help")} checked={requestsAutomatically} onChange={setRequests} />
        <Checkbox label={say("service.choices.cost")} helpText={say("service.choices.cost.help")} checked={writesCost} onChange={setCost} />
        <InlineStack>
          <Button disabled={!isChanged} loading={act.isBusy} onClick={() => act.send({ intent: "choose", requestsAutomatically: String(requestsAutomatically), writesCost: String(writesCost) })}>{say("action.save")}</Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

/** Before the first switch nothing is missed yet. */
export function FiguresCard({ figures, isInUse }: { readonly figures: readonly Figure[]; readonly isInUse: boolean }) {
  const words = useWords();
  const { say } = words;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">{say("service.figures.title")}</Text>
        <Text as="p" tone="subdued">{say("service.figures.help")}</Text>
        {figures.map((figure) => (
          <BlockStack key={figure.name} gap="100">
            <InlineStack gap="200" blockAlign="center">
              <Text as="h3" variant="headingSm">{say(`service.figure.${figure.name}`)}</Text>
              {figure.isMet === null || !isInUse ? null : <Badge tone={figure.isMet ? "success" : "warning"}>{say(figure.isMet ? "service.figure.met" : "service.figure.missed")}</Badge>}
            </InlineStack>
            <Text as="p">{sayFigure(figure, words)}</Text>
          </BlockStack>
        ))}
      </BlockStack>
    </Card>
  );
}

/** Rounded down, so that 100 means all. */
function sayFigure({ name, good, of, limit }: Figure, { say }: Words): string {
  if (name === "volume") return say("service.figure.count", { good, limit });
  if (of === 0) return say("service.figure.none", { limit });
  return say("service.figure.share", { good, of, percent: Math.floor((good * 100) / of), limit });
}
