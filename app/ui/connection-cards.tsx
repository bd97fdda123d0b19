// The connection to Shopify in cards: access, the search for missed orders, what it found, and which messages came.
import { Badge, Banner, BlockStack, Button, Card, InlineStack, Link, List, Modal, Select, Spinner, Text } from "@shopify/polaris";
import { useState } from "react";
import { isCode } from "../platform/words/words.ts";
import { lookBackHours, type ConnectionPage, type LookBackHours, type TokenState } from "../views/connection-page.ts";
import { useAct, useOnceDone } from "./use-act.ts";
import { useWords, type Words } from "./words.tsx";

export function FindingBanners({ findings }: { readonly findings: ConnectionPage["findings"] }) {
  const { sayStored } = useWords();
  return findings.map(({ code, params }) => (
    <Banner key={code} tone={code === "webhook_topic_unknown" ? "info" : "warning"} title={sayStored(`problem.${code}.title`, params)}>
      <BlockStack gap="200">
        <Text as="p" breakWord>{sayStored(`problem.${code}.cause`, params)}</Text>
        {code === "subscription_extra" ? <RemoveExtra addresses={String(params["addresses"])} /> : <Text as="p">{sayStored(`problem.${code}.next`, params)}</Text>}
      </BlockStack>
    </Banner>
  ));
}

function RemoveExtra({ addresses }: { readonly addresses: string }) {
  const { say } = useWords();
  const act = useAct();
  const [isAsking, setAsking] = useState(false);
  useOnceDone(act.answer, () => setAsking(false));
  return (
    <InlineStack>
      <Button tone="critical" onClick={() => setAsking(true)}>{say("connection.extra.remove")}</Button>
      <Modal
        open={isAsking} onClose={() => setAsking(false)} title={say("connection.extra.ask")}
        primaryAction={{ content: say("connection.extra.remove"), destructive: true, loading: act.isBusy, onAction: () => act.send({ intent: "remove" }) }}
        secondaryActions={[{ content: say("action.cancel"), onAction: () => setAsking(false) }]}
      >
        <Modal.Section><Text as="p" breakWord>{say("connection.extra.ask.help", { addresses })}</Text></Modal.Section>
      </Modal>
    </InlineStack>
  );
}

export function AccessCard({ page }: { readonly page: ConnectionPage }) {
  const words = useWords();
  const { say, formatInstant } = words;
  const act = useAct();
  const { checkedAt, findings, token, missingScopes } = page;
  const isFine = findings.length === 0 && missingScopes.length === 0 && token.kind !== "none";
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h2" variant="headingMd">{say("connection.state.title")}</Text>
          {isFine && checkedAt ? <Badge tone="success">{say("connection.state.fine")}</Badge> : null}
        </InlineStack>
        <Text as="p" {...(token.kind === "none" ? { tone: "critical" as const } : {})}>{sayToken(token, words)}</Text>
        <Text as="p" breakWord {...(missingScopes.length > 0 ? { tone: "critical" as const } : {})}>
          {missingScopes.length > 0 ? say("connection.scopes.missing", { scopes: missingScopes.join(", ") }) : say("connection.scopes.all")}
        </Text>
        <Text as="p" tone="subdued">{checkedAt ? say("connection.state.at", { at: formatInstant(checkedAt) }) : say("connection.state.never")}</Text>
        <InlineStack><Button loading={act.isBusy} onClick={() => act.send({ intent: "check" })}>{say("connection.state.check")}</Button></InlineStack>
      </BlockStack>
    </Card>
  );
}

function sayToken(token: TokenState, { say, formatInstant }: Words): string {
  if (token.kind === "none" || token.kind === "forever") return say(`connection.token.${token.kind}`);
  return say(`connection.token.${token.kind}`, { until: formatInstant(token.until) });
}

export function SweepCard({ page }: { readonly page: ConnectionPage }) {
  const { say } = useWords();
  const act = useAct();
  const [hours, setHours] = useState<LookBackHours>("24");
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">{say("connection.sweep.title")}</Text>
        <Text as="p" tone="subdued">{say("connection.sweep.help")}</Text>
        <div aria-live="polite"><SweepState page={page} /></div>
        <InlineStack gap="200" blockAlign="end">
          <Select
            label={say("connection.sweep.period")} value={hours} onChange={(value) => setHours(lookBackHours.find((one) => one === value) ?? "24")}
            options={lookBackHours.map((value) => ({ value, label: say(`connection.sweep.hours.${value}`) }))}
          />
          <Button loading={act.isBusy} disabled={page.isSweeping} onClick={() => act.send({ intent: "sweep", hours })}>{say("connection.sweep.now")}</Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

function SweepState({ page: { sweep, isSweeping } }: { readonly page: ConnectionPage }) {
  const { say, formatInstant } = useWords();
  if (!sweep) return <Text as="p">{say("connection.sweep.never")}</Text>;
  const { from, until, seen, recovered, finishedAt } = sweep;
  if (isSweeping) return <InlineStack gap="200" blockAlign="center"><Spinner size="small" /><Text as="p">{say("connection.sweep.running", { seen })}</Text></InlineStack>;
  return (
    <BlockStack gap="100">
      {finishedAt ? <Text as="p">{say("connection.sweep.done", { at: formatInstant(finishedAt) })}</Text> : null}
      <Text as="p">{say("connection.sweep.span", { from: formatInstant(from), until: formatInstant(until), seen, recovered })}</Text>
    </BlockStack>
  );
}

export function RecoveriesCard({ recoveries }: { readonly recoveries: ConnectionPage["recoveries"] }) {
  const { say, sayStored, formatInstant } = useWords();
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">{say("connection.recoveries.title")}</Text>
        {recoveries.length === 0 ? <Text as="p">{say("connection.recoveries.none")}</Text> : (
          <List>
            {recoveries.map(({ id, orderId, orderName, finding, changedAt, foundAt }) => (
              <List.Item key={id}>
                <InlineStack gap="200" blockAlign="center">
                  {orderId ? <Link url={`/app/orders/${orderId}`}>{orderName}</Link> : <Text as="span">{orderName}</Text>}
                  <Badge>{sayStored(`connection.recoveries.${finding}`)}</Badge>
                </InlineStack>
                <Text as="p" tone="subdued" variant="bodySm">{say("connection.recoveries.when", { changed: formatInstant(changedAt), found: formatInstant(foundAt) })}</Text>
              </List.Item>
            ))}
          </List>
        )}
      </BlockStack>
    </Card>
  );
}

export function TopicsCard({ topics }: { readonly topics: ConnectionPage["topics"] }) {
  const { say, formatInstant } = useWords();
  const nameOf = (topic: string): string => {
    const code = `connection.topic.${topic}`;
    return isCode(code) ? say(code) : topic;
  };
  const isSilent = topics.every(({ at }) => at === null);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">{say("connection.topics.title")}</Text>
        <Text as="p" tone="subdued">{say(isSilent ? "connection.topics.none" : "connection.topics.help")}</Text>
        <List>
          {topics.map(({ topic, at }) => (
            <List.Item key={topic}>
              {nameOf(topic)}: <Text as="span" tone="subdued">{at ? formatInstant(at) : say("connection.topics.never")}</Text>
            </List.Item>
          ))}
        </List>
      </BlockStack>
    </Card>
  );
}
