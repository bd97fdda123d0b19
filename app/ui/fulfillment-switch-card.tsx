// Choosing the goods that move to the app's location: what changes is told before anything does.
import { BlockStack, Button, Card, Checkbox, InlineStack, List, Modal, Text } from "@shopify/polaris";
import { useState } from "react";
import type { FulfillmentPage, ShownVariant } from "../views/fulfillment-page.ts";
import { useAct, useOnceDone } from "./use-act.ts";
import { useWords, type Words } from "./words.tsx";

export function SwitchCard({ page }: { readonly page: FulfillmentPage }) {
  const { say } = useWords();
  const open = page.variants.filter(({ isStocked }) => !isStocked);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const picked = open.filter(({ shopifyVariantId }) => chosen.has(shopifyVariantId));
  const isRunning = page.lastSwitch?.isRunning ?? false;
  const toggle = (id: string, isOn: boolean) => setChosen(new Set(isOn ? [...chosen, id] : [...chosen].filter((one) => one !== id)));
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">{say(page.mode === "SHOP_LOCATION" ? "service.start.title" : "service.add.title")}</Text>
        <Text as="p" tone="subdued">{say("service.choose.help")}</Text>
        {page.variants.length === 0 ? <Text as="p">{say("service.choose.none_mapped")}</Text> : null}
        {open.length > 1 ? (
          <Checkbox label={say("service.choose.all")} checked={picked.length === open.length} onChange={(isOn) => setChosen(new Set(isOn ? open.map(({ shopifyVariantId }) => shopifyVariantId) : []))} />
        ) : null}
        {page.variants.map((variant) => (
          <Checkbox
            key={variant.shopifyVariantId} label={variant.sku ? `${variant.title} (${variant.sku})` : variant.title} helpText={<StockOf variant={variant} />}
            checked={variant.isStocked || chosen.has(variant.shopifyVariantId)} disabled={variant.isStocked || isRunning}
            onChange={(isOn) => toggle(variant.shopifyVariantId, isOn)}
          />
        ))}
        {page.more > 0 ? <Text as="p">{say("service.choose.more", { more: page.more })}</Text> : null}
        {open.length > 0 ? <Start page={page} picked={picked} left={open.length - picked.length} onDone={() => setChosen(new Set())} /> : null}
      </BlockStack>
    </Card>
  );
}

function StockOf({ variant: { stock, isStocked, suppliers } }: { readonly variant: ShownVariant }) {
  const { say } = useWords();
  const told = stock?.map(({ location, available }) => say("service.stock.at", { location, available })) ?? [say("service.stock.unknown")];
  return [...(isStocked ? [say("service.stock.stocked")] : []), ...told, say("service.supplied_by", { suppliers })].join(" · ");
}

type Picked = { readonly page: FulfillmentPage; readonly picked: readonly ShownVariant[]; readonly left: number };

function Start({ page, picked, left, onDone }: Picked & { onDone(): void }) {
  const words = useWords();
  const { say } = words;
  const act = useAct();
  const [isAsking, setAsking] = useState(false);
  useOnceDone(act.answer, () => {
    setAsking(false);
    onDone();
  });
  const send = () => act.send({ intent: "start", variant: picked.map(({ shopifyVariantId }) => shopifyVariantId) });
  return (
    <InlineStack>
      <Button variant="primary" disabled={picked.length === 0 || (page.lastSwitch?.isRunning ?? false)} onClick={() => setAsking(true)}>{say("service.start.count", { variants: picked.length })}</Button>
      <Modal
        open={isAsking} onClose={() => setAsking(false)} title={say("service.preview.title")}
        primaryAction={{ content: say("service.start"), loading: act.isBusy, onAction: send }}
        secondaryActions={[{ content: say("action.cancel"), onAction: () => setAsking(false) }]}
      >
        <Modal.Section><List>{changesOf({ page, picked, left }, words).map((text) => <List.Item key={text}>{text}</List.Item>)}</List></Modal.Section>
      </Modal>
    </InlineStack>
  );
}

function changesOf({ page, picked, left }: Picked, { say, language }: Words): string[] {
  const levels = picked.flatMap(({ stock }) => stock ?? []).filter(({ isOurs, available }) => !isOurs && available > 0);
  const names = [...new Set(levels.map(({ location }) => location))];
  const units = levels.reduce((sum, { available }) => sum + available, 0);
  return [
    say("service.preview.variants", { variants: picked.length, units, locations: names.length, names: new Intl.ListFormat(language).format(names) }),
    say("service.preview.not_chosen", { variants: left + page.more }),
    say("service.preview.orders", { orders: page.ordersInFlight }),
    ...(page.writesCost ? [say("service.preview.cost")] : []),
    say("service.preview.later"),
    say("service.preview.back"),
  ];
}
