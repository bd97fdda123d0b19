// The order check of one order, and everything that happened to it, each with its raw message one click away.
import { BlockStack, Box, Card, Divider, Link, List, Text } from "@shopify/polaris";
import type { ShownCheck, TimelineEntry } from "../views/order-page.ts";
import { sayReason, sayWord } from "./say-reason.ts";
import { UnitBadges } from "./unit-badges.tsx";
import { useWords } from "./words.tsx";

export function CheckCard({ check }: { readonly check: ShownCheck | null }) {
  const words = useWords();
  const { say, formatInstant } = words;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">{say("order.check")}</Text>
        {check ? (
          <>
            <Text as="p">{say("order.check.units", { units: check.paidUnits })}</Text>
            <UnitBadges units={check.units} />
            {check.findings.length === 0 ? <Text as="p" tone="success">{say("order.check.balanced")}</Text> : (
              <List>{check.findings.map((finding, index) => <List.Item key={`${index}:${finding.code}`}>{sayReason(words, finding)}</List.Item>)}</List>
            )}
            <Text as="p" tone="subdued">{say("order.check.at", { at: formatInstant(check.checkedAt) })}</Text>
          </>
        ) : <Text as="p" tone="subdued">{say("order.check.never")}</Text>}
      </BlockStack>
    </Card>
  );
}

export function TimelineCard({ timeline }: { readonly timeline: readonly TimelineEntry[] }) {
  const { say } = useWords();
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">{say("order.timeline")}</Text>
        {timeline.map((entry, index) => (
          <Box key={entry.id}>
            {index > 0 ? <Box paddingBlockEnd="300"><Divider /></Box> : null}
            <Entry entry={entry} />
          </Box>
        ))}
      </BlockStack>
    </Card>
  );
}

export function Entry({ entry }: { readonly entry: TimelineEntry }) {
  const words = useWords();
  const actor = sayWord(words, "actor", entry.actor.kind);
  return (
    <BlockStack gap="050">
      <Text as="p" breakWord>{sayReason(words, entry)}</Text>
      <Text as="p" tone="subdued">
        {[words.formatInstant(entry.at, "second"), entry.actor.name ? words.say("actor.named", { actor, name: entry.actor.name }) : actor].join(" · ")}
      </Text>
      {entry.messageId ? <Link url={`/app/messages/${entry.messageId}`}>{words.say("order.timeline.message")}</Link> : null}
    </BlockStack>
  );
}
