// The suggestions, surest first: each with its reasons, chosen one by one or accepted in bulk.
import { Badge, Banner, BlockStack, Button, Card, Checkbox, InlineStack, Link, Text } from "@shopify/polaris";
import { useState } from "react";
import { sureFrom, type MatchingPage, type ShownSuggestion } from "../views/matching-page.ts";
import { importAddress } from "../views/offer-import-page.ts";
import { useAct } from "./use-act.ts";
import { useLiveRefresh } from "./use-live-refresh.ts";
import { useWords } from "./words.tsx";

export function MatchingList({ page }: { readonly page: MatchingPage }) {
  const { say } = useWords();
  const act = useAct();
  useLiveRefresh(false);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const shownChosen = chosen.filter((id) => page.suggestions.some(({ variantId }) => variantId === id));
  const choose = (id: string, isChosen: boolean) => setChosen((before) => (isChosen ? [...before, id] : before.filter((one) => one !== id)));
  const accepted = act.answer?.kind === "done" ? act.answer.params : undefined;
  return (
    <BlockStack gap="400">
      {accepted ? (
        <Banner tone="success"><Link url={importAddress(String(accepted["importId"]))}>{say("matching.accepted", accepted)}</Link></Banner>
      ) : null}
      <Card>
        <BlockStack gap="300">
          <Text as="p">{say("matching.count", { count: page.count, unmapped: page.unmapped })}</Text>
          <InlineStack gap="200">
            <Button variant="primary" disabled={page.sure === 0} loading={act.intent === "accept-sure"} onClick={() => act.send({ intent: "accept-sure" })}>
              {say("matching.accept_above", { least: sureFrom, count: page.sure })}
            </Button>
            <Button disabled={shownChosen.length === 0} loading={act.intent === "accept"} onClick={() => act.send({ intent: "accept", variantId: shownChosen })}>
              {say("matching.accept_chosen", { count: shownChosen.length })}
            </Button>
          </InlineStack>
          {page.count > page.suggestions.length ? <Text as="p" tone="subdued">{say("matching.more", { count: page.suggestions.length })}</Text> : null}
        </BlockStack>
      </Card>
      {page.suggestions.map((one) => <Suggested key={one.variantId} one={one} isChosen={shownChosen.includes(one.variantId)} onChoose={(is) => choose(one.variantId, is)} />)}
    </BlockStack>
  );
}

function Suggested({ one, isChosen, onChoose }: { readonly one: ShownSuggestion; readonly isChosen: boolean; onChoose(is: boolean): void }) {
  const { say, sayStored } = useWords();
  return (
    <Card>
      <BlockStack gap="200">
        <InlineStack gap="200" blockAlign="center" align="space-between">
          <Checkbox label={one.variant} checked={isChosen} onChange={onChoose} />
          <Badge tone={one.confidence >= sureFrom ? "success" : "attention"}>{`${say("matching.confidence")} ${one.confidence}`}</Badge>
        </InlineStack>
        <Text as="p" breakWord>{`${one.supplierName}: ${one.offer}`}</Text>
        {one.reasons.map(({ code, params }) => <Text as="p" tone="subdued" key={code} breakWord>{sayStored(code, params)}</Text>)}
      </BlockStack>
    </Card>
  );
}
