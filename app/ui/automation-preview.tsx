// Before anything goes: which drafts would be sent now, for how much, and which are taken back. Exactly those, on "yes".
import { BlockStack, Link, List, Modal, Text } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { totalsOf, type RulesAnswer, type ShownDraft } from "../views/rules-page.ts";
import { useAct } from "./use-act.ts";
import { useWords } from "./words.tsx";

type Props = { readonly answer: RulesAnswer | undefined; readonly typed: Readonly<Record<string, string>> };

export function AutomationPreview({ answer, typed }: Props) {
  const { say } = useWords();
  const act = useAct();
  const [seen, setSeen] = useState<RulesAnswer | undefined>(undefined);
  const preview = answer?.kind === "preview" ? answer : undefined;
  const close = () => setSeen(answer);
  const { answer: saved } = act;
  useEffect(() => {
    if (saved?.kind === "done") setSeen(answer);
  }, [saved, answer]);
  const released = preview?.released ?? [];
  const takenBack = preview?.takenBack ?? [];
  return (
    <Modal
      open={preview !== undefined && seen !== preview} onClose={close} title={say("rules.preview.title")}
      primaryAction={{
        content: released.length > 0 ? say("rules.preview.send", { drafts: released.length }) : say("rules.save"), loading: act.isBusy,
        onAction: () => act.send({ intent: "save-automation", ...typed, draftId: released.map(({ id }) => id) }),
      }}
      secondaryActions={[{ content: say("action.cancel"), onAction: close }]}
    >
      <Modal.Section>
        <BlockStack gap="400">
          <Drafts drafts={released} title={say("rules.preview.released", countsOf(released))} none={say("rules.preview.nothing")} />
          {takenBack.length > 0 ? <Drafts drafts={takenBack} title={say("rules.preview.taken", countsOf(takenBack))} none="" /> : null}
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}

const countsOf = (drafts: readonly ShownDraft[]) => ({
  drafts: drafts.length, orders: new Set(drafts.map(({ orderId }) => orderId)).size,
  suppliers: new Set(drafts.map(({ supplierName }) => supplierName)).size, units: drafts.reduce((sum, { units }) => sum + units, 0),
});

function Drafts({ drafts, title, none }: { readonly drafts: readonly ShownDraft[]; readonly title: string; readonly none: string }) {
  const { say, formatMoney } = useWords();
  if (drafts.length === 0) return <Text as="p">{none}</Text>;
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">{title}</Text>
      <Text as="p">{say("rules.preview.cost", { cost: totalsOf(drafts).map(formatMoney).join(" + ") })}</Text>
      <List gap="extraTight">
        {drafts.map(({ id, orderId, orderName, supplierName, units, total }) => (
          <List.Item key={id}>
            <Link url={`/app/orders/${orderId}`}>{orderName}</Link>{" "}
            {say("rules.preview.draft", { supplier: supplierName, units, cost: formatMoney(total) })}
          </List.Item>
        ))}
      </List>
    </BlockStack>
  );
}
