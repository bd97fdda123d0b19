// What does the order wait for, whose job is it, since when, and what ends it?
import { Badge, BlockStack, Button, Card, InlineStack, Link, Modal, Text } from "@shopify/polaris";
import { useState } from "react";
import type { OrderHead, ShownHold } from "../views/order-page.ts";
import { sayReason } from "./say-reason.ts";
import { useAct, useOnceDone } from "./use-act.ts";
import { useWords } from "./words.tsx";

export function HoldsCard({ order, holds }: { readonly order: OrderHead; readonly holds: readonly ShownHold[] }) {
  const { say } = useWords();
  const [asked, setAsked] = useState<ShownHold | null>(null);
  if (holds.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">{say("hold.stands")}</Text>
        {holds.map((hold) => <OneHold key={hold.key} hold={hold} order={order} onLetGo={() => setAsked(hold)} />)}
      </BlockStack>
      {asked ? <LetGoDialog hold={asked} onClose={() => setAsked(null)} /> : null}
    </Card>
  );
}

function OneHold({ hold, order, onLetGo }: { readonly hold: ShownHold; readonly order: OrderHead; onLetGo(): void }) {
  const words = useWords();
  const { say, sayStored, formatInstant } = words;
  const release = useAct();
  const { released } = hold;
  return (
    <BlockStack gap="100" inlineAlign="start">
      <InlineStack gap="200" blockAlign="center" wrap>
        <Text as="h3" variant="headingSm">{sayStored(hold.name)}</Text>
        {released || hold.owner === null ? null : <Badge tone={hold.owner === "MERCHANT" ? "attention" : "info"}>{say("hold.owner", { owner: hold.owner })}</Badge>}
        {hold.sinceAt ? <Text as="span" tone="subdued" variant="bodySm">{say("hold.since", { at: formatInstant(hold.sinceAt) })}</Text> : null}
      </InlineStack>
      <Text as="p" breakWord>{sayReason(words, hold.why)}</Text>
      {hold.lineTitle ? <Text as="p" tone="subdued" breakWord>{say("hold.of_line", { title: hold.lineTitle })}</Text> : null}
      {released ? <Text as="p" tone="subdued">{say("hold.released_by", { name: released.by, at: formatInstant(released.at) })}</Text> : <Text as="p" tone="subdued">{sayStored(hold.way)}</Text>}
      <InlineStack gap="300" blockAlign="center" wrap>
        {hold.act === "let_go" ? <Button onClick={onLetGo}>{say("hold.let_go")}</Button> : null}
        {hold.act === "release" ? <Button loading={release.isBusy} onClick={() => release.send({ intent: "release" })}>{say("order.hold.release")}</Button> : null}
        {released ? null : <WayOut link={hold.link} order={order} />}
      </InlineStack>
    </BlockStack>
  );
}

function WayOut({ link, order }: { readonly link: ShownHold["link"]; readonly order: OrderHead }) {
  const { say } = useWords();
  if (!link) return null;
  if (link.kind === "product") return <Link url={`/app/products/${link.id}`}>{say("hold.open_product")}</Link>;
  if (link.kind === "settings") return <Link url="/app/settings">{say("hold.open_settings")}</Link>;
  return <Link url={`shopify://admin/orders/${order.shopifyOrderId.split("/").at(-1) ?? ""}`} target="_blank">{say("hold.open_in_shopify")}</Link>;
}

/** Goods may be bought by this click, so it says first what still stands. */
function LetGoDialog({ hold, onClose }: { readonly hold: ShownHold; onClose(): void }) {
  const words = useWords();
  const { say } = words;
  const act = useAct();
  useOnceDone(act.answer, onClose);
  return (
    <Modal
      open onClose={onClose} title={say("hold.let_go.confirm")}
      primaryAction={{ content: say("hold.let_go"), loading: act.isBusy, onAction: () => act.send({ intent: "let_go", holdId: hold.id ?? "" }) }}
      secondaryActions={[{ content: say("action.cancel"), onAction: onClose }]}
    >
      <Modal.Section><Text as="p" breakWord>{say("hold.let_go.explain", { hold: sayReason(words, hold.why) })}</Text></Modal.Section>
    </Modal>
  );
}
