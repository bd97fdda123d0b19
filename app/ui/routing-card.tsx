// Why this supplier? Every offer that was weighed, taken or not, with each reason, the cost and the dated rate.
import { Badge, BlockStack, Button, Card, Collapsible, Divider, InlineStack, List, Text } from "@shopify/polaris";
import { useId, useState } from "react";
import type { DecidedLine, ShownCandidate, ShownDecisions } from "../views/order-page.ts";
import { sayReason } from "./say-reason.ts";
import { useAct } from "./use-act.ts";
import { useWords } from "./words.tsx";

export function RoutingCard({ decisions, canDecideAgain }: { readonly decisions: ShownDecisions; readonly canDecideAgain: boolean }) {
  const { say } = useWords();
  const act = useAct();
  const { lines, earlier } = decisions;
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">{say("order.routing")}</Text>
          {canDecideAgain ? <Button loading={act.isBusy} onClick={() => act.send({ intent: "route" })}>{say("order.route")}</Button> : null}
        </InlineStack>
        {lines.length > 0 ? <DecidedLines lines={lines} /> : <Text as="p" tone="subdued">{say("order.routing.none")}</Text>}
        {earlier.length > 0 ? <Earlier lines={earlier} /> : null}
      </BlockStack>
    </Card>
  );
}

function Earlier({ lines }: { readonly lines: readonly DecidedLine[] }) {
  const { say } = useWords();
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  return (
    <BlockStack gap="300">
      <InlineStack>
        <Button variant="plain" disclosure={isOpen ? "up" : "down"} ariaExpanded={isOpen} ariaControls={id} onClick={() => setOpen(!isOpen)}>
          {say("order.routing.earlier", { decisions: lines.length })}
        </Button>
      </InlineStack>
      <Collapsible id={id} open={isOpen}>
        <DecidedLines lines={lines} />
      </Collapsible>
    </BlockStack>
  );
}

function DecidedLines({ lines }: { readonly lines: readonly DecidedLine[] }) {
  const { say, formatInstant } = useWords();
  return (
    <BlockStack gap="300">
      {lines.map((line, index) => (
        <BlockStack key={line.key} gap="300">
          {index > 0 ? <Divider /> : null}
          <BlockStack>
            <Text as="h3" variant="headingSm" breakWord>{say("order.routing.line", { title: line.title, units: line.quantity })}</Text>
            <Text as="p" tone="subdued">{say("order.routing.at", { at: formatInstant(line.decidedAt) })}</Text>
          </BlockStack>
          {line.candidates.map((candidate) => <Candidate key={candidate.key} candidate={candidate} />)}
        </BlockStack>
      ))}
    </BlockStack>
  );
}

function Candidate({ candidate }: { readonly candidate: ShownCandidate }) {
  const words = useWords();
  const { say, formatMoney } = words;
  const cost = candidate.cost ? formatMoney(candidate.cost) : "";
  const rate = candidate.rate ? say("order.routing.rate", candidate.rate) : "";
  return (
    <BlockStack gap="100">
      <InlineStack gap="200" blockAlign="center">
        {candidate.supplierName ? (
          <>
            <Badge tone={candidate.taken ? "success" : "enabled"}>{say(candidate.taken ? "order.routing.taken" : "order.routing.refused")}</Badge>
            <Text as="span" fontWeight="semibold">{candidate.supplierName}</Text>
          </>
        ) : <Badge tone="critical">{say("order.routing.nobody")}</Badge>}
        {cost ? <Text as="span">{[cost, rate].filter(Boolean).join(" · ")}</Text> : null}
      </InlineStack>
      <List gap="extraTight">
        {candidate.reasons.map((reason, index) => <List.Item key={`${reason.code} ${index}`}>{sayReason(words, reason)}</List.Item>)}
      </List>
    </BlockStack>
  );
}
