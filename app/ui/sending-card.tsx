// Is anything sent by itself? In review nothing is; taking the shop live asks from which order on.
import { Badge, BlockStack, Button, Card, InlineStack, Link, List, Modal, Text, TextField } from "@shopify/polaris";
import { useEffect, useState } from "react";
import type { HomePage } from "../views/home-page.ts";
import { sumDrafts } from "../views/setup-guide.ts";
import { ordersAddress } from "../views/orders-page.ts";
import { useAct, type Act } from "./use-act.ts";
import { useWords } from "./words.tsx";

type Sending = HomePage["sending"];

type Props = { readonly sending: Sending; readonly isReady: boolean };

/** Until the first steps are done, the next of them is the page's main action. */
export function SendingCard({ sending, isReady }: Props) {
  const { say } = useWords();
  const isLive = sending.mode === "LIVE";
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h2" variant="headingMd">{say(isLive ? "home.live.title" : "home.review.title")}</Text>
          <Badge tone={isLive ? "success" : "attention"}>{say(isLive ? "home.live.badge" : "home.review.badge")}</Badge>
        </InlineStack>
        {isLive ? <Live sending={sending} /> : <InReview sending={sending} isReady={isReady} />}
      </BlockStack>
    </Card>
  );
}

function Live({ sending }: { readonly sending: Sending }) {
  const { say, formatInstant } = useWords();
  const act = useAct();
  return (
    <BlockStack gap="300">
      {sending.wentLiveAt ? (
        <Text as="p">{say("home.live.since", { at: formatInstant(sending.wentLiveAt), from: String(sending.fromOrderNumber ?? 0) })}</Text>
      ) : null}
      {sending.waitingDrafts.length > 0 ? <DraftsLink sending={sending} /> : null}
      <InlineStack>
        <Button loading={act.isBusy} onClick={() => act.send({ intent: "review" })}>{say("home.review.back")}</Button>
      </InlineStack>
    </BlockStack>
  );
}

function DraftsLink({ sending }: { readonly sending: Sending }) {
  const { say } = useWords();
  return (
    <Text as="p">
      <Link url={ordersAddress({ filter: "to_send" })}>{say("home.review.drafts", { drafts: sending.waitingDrafts.length })}</Link>
    </Text>
  );
}

function InReview({ sending, isReady }: Props) {
  const { say } = useWords();
  const [isAsking, setAsking] = useState(false);
  const act = useAct();
  const { answer } = act;
  useEffect(() => {
    if (answer?.kind === "done") setAsking(false);
  }, [answer]);
  return (
    <BlockStack gap="300">
      <Text as="p">{say("home.review.body")}</Text>
      <DraftsLink sending={sending} />
      <InlineStack>
        <Button variant={isReady ? "primary" : "secondary"} onClick={() => setAsking(true)}>{say("home.live.go")}</Button>
      </InlineStack>
      <GoLiveModal isOpen={isAsking} onClose={() => setAsking(false)} sending={sending} act={act} />
    </BlockStack>
  );
}

/** Before the click: who would be sent what, at which cost. */
function WouldBeSent({ sending, from }: { readonly sending: Sending; readonly from: number | undefined }) {
  const { say, formatMoney } = useWords();
  const sums = from === undefined ? [] : sumDrafts(sending.drafts, from);
  if (sums.length === 0) return null;
  return (
    <List>
      {sums.map(({ supplier, drafts, units, cost }) => (
        <List.Item key={`${supplier} ${cost.currency}`}>{say("setup.live.supplier", { supplier, drafts, units, cost: formatMoney(cost) })}</List.Item>
      ))}
    </List>
  );
}

type ModalProps = { readonly isOpen: boolean; onClose(): void; readonly sending: Sending; readonly act: Act };

export function GoLiveModal({ isOpen, onClose, sending, act }: ModalProps) {
  const { say } = useWords();
  const [from, setFrom] = useState(String(sending.nextOrderNumber));
  const number = /^\d+$/.test(from.trim()) ? Number(from) : undefined;
  const now = number === undefined ? 0 : sending.waitingDrafts.filter((one) => one >= number).length;
  return (
    <Modal
      open={isOpen}
      onClose={onClose}
      title={say("home.live.ask")}
      primaryAction={{ content: say("home.live.go"), loading: act.isBusy, onAction: () => act.send({ intent: "go-live", from }) }}
      secondaryActions={[{ content: say("action.cancel"), onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="400">
          <TextField
            label={say("home.live.from")} helpText={say("home.live.from.help")} value={from} onChange={setFrom}
            type="text" inputMode="numeric" prefix="#" autoComplete="off" error={act.errorOf("from")}
          />
          <Text as="p">{say("home.live.now", { drafts: now })}</Text>
          <WouldBeSent sending={sending} from={number} />
          <Text as="p">{say("home.live.stay", { drafts: number === undefined ? sending.waitingDrafts.length : sending.waitingDrafts.length - now })}</Text>
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
