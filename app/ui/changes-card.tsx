// What suppliers were asked to change of an order they have, what they answered, and what a person can say about it.
import { Badge, BlockStack, Button, ButtonGroup, Card, Divider, InlineStack, List, Text } from "@shopify/polaris";
import { useState } from "react";
import type { ShownChange } from "../views/order-page.ts";
import { sayReason } from "./say-reason.ts";
import { useAct } from "./use-act.ts";
import { useWords } from "./words.tsx";

const toneOfState = {
  OPEN: "attention", SENDING: "info", ASKED: "info", UNKNOWN: "warning", ACCEPTED: "success", REFUSED: "critical", TOO_LATE: "critical", WITHDRAWN: "enabled",
} as const satisfies Record<ShownChange["state"], string>;

export function ChangesCard({ changes }: { readonly changes: readonly ShownChange[] }) {
  const { say } = useWords();
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">{say("order.changes")}</Text>
        {changes.map((change, index) => (
          <BlockStack key={change.id} gap="400">
            {index > 0 ? <Divider /> : null}
            <ChangePart change={change} />
          </BlockStack>
        ))}
      </BlockStack>
    </Card>
  );
}

function ChangePart({ change }: { readonly change: ShownChange }) {
  const words = useWords();
  const { say, formatInstant } = words;
  const { supplierName: supplier, number } = change;
  return (
    <BlockStack gap="200">
      <InlineStack gap="200" blockAlign="center">
        <Text as="h3" variant="headingSm">{say(`order.changes.what.${change.kind}`)}</Text>
        <Badge tone={toneOfState[change.state]}>{say(`order.changes.state.${change.state}`)}</Badge>
      </InlineStack>
      <Text as="p" tone="subdued">{say("order.changes.head", { supplier, number })}</Text>
      <Text as="p" breakWord>{say("order.changes.why", { reason: sayReason(words, change.reason) })}</Text>
      {change.lines.length > 0 ? <List>{change.lines.map((line) => <List.Item key={line.key}>{say("order.changes.line", line)}</List.Item>)}</List> : null}
      <Fields fields={change.fields} />
      {change.canSettle && change.deadlineAt ? <Text as="p">{say("order.changes.deadline", { at: formatInstant(change.deadlineAt) })}</Text> : null}
      {change.answeredAt ? <Text as="p">{say("order.changes.answered", { at: formatInstant(change.answeredAt) })}</Text> : null}
      {change.why ? <Text as="p" tone="subdued">{sayReason(words, { code: change.why, params: {} })}</Text> : null}
      {change.said ? <Text as="p" breakWord>{say("order.changes.said", { text: change.said })}</Text> : null}
      {change.chat ? <CopyText text={change.chat} supplier={supplier} /> : null}
      {change.canSettle || change.canWithdraw ? <ChangeButtons change={change} /> : null}
    </BlockStack>
  );
}

const fieldNames = ["name", "company", "line1", "line2", "city", "provinceCode", "postalCode", "countryCode", "phone"] as const;

function Fields({ fields }: { readonly fields: readonly string[] }) {
  const { say } = useWords();
  const named = fieldNames.filter((name) => fields.includes(name)).map((name) => say(`order.changes.field.${name}`));
  return named.length === 0 ? null : <Text as="p">{say("order.changes.fields", { fields: named.join(", ") })}</Text>;
}

function CopyText({ text, supplier }: { readonly text: string; readonly supplier: string }) {
  const { say } = useWords();
  const [isCopied, setCopied] = useState(false);
  return (
    <BlockStack gap="200">
      <Text as="p" breakWord>{text}</Text>
      <InlineStack>
        <Button onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}>{say(isCopied ? "order.changes.copied" : "order.changes.copy", { supplier })}</Button>
      </InlineStack>
    </BlockStack>
  );
}

const verdicts = [["ACCEPTED", "order.changes.accepted"], ["REFUSED", "order.changes.refused"], ["TOO_LATE", "order.changes.too_late"]] as const;

function ChangeButtons({ change }: { readonly change: ShownChange }) {
  const { say } = useWords();
  const act = useAct();
  const { id: changeId, supplierName: supplier } = change;
  return (
    <BlockStack gap="200">
      {change.canSettle ? (
        <>
          <Text as="h4" variant="headingSm">{say("order.changes.settle", { supplier })}</Text>
          <Text as="p" tone="subdued">{say("order.changes.settle.help", { supplier })}</Text>
          <InlineStack gap="200">
            {verdicts.map(([says, code]) => <Button key={says} disabled={act.isBusy} onClick={() => act.send({ intent: "settle-change", changeId, says })}>{say(code)}</Button>)}
          </InlineStack>
        </>
      ) : null}
      <ButtonGroup>
        {change.canRepeat ? <Button variant="plain" disabled={act.isBusy} onClick={() => act.send({ intent: "repeat-change", changeId })}>{say("order.changes.again")}</Button> : null}
        {change.canWithdraw ? <Button variant="plain" disabled={act.isBusy} onClick={() => act.send({ intent: "withdraw-change", changeId })}>{say("order.changes.withdraw")}</Button> : null}
      </ButtonGroup>
    </BlockStack>
  );
}
