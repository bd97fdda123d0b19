// What would this file do, counted and with the first rows of each kind, before anything is written?
import { Banner, BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import type { Code } from "../platform/words/words.ts";
import type { ImportPreview } from "../views/offer-import-page.ts";
import { OfferRows } from "./offer-rows.tsx";
import { useAct } from "./use-act.ts";
import { useWords } from "./words.tsx";

const shownFirst = ["REFUSED", "UPDATED", "CREATED", "UNCHANGED"] as const;

export function OfferPreviewCard({ preview }: { readonly preview: ImportPreview }) {
  const { say } = useWords();
  const act = useAct();
  const { counts, firsts, complaints } = preview;
  const good = counts.CREATED + counts.UPDATED + counts.UNCHANGED;
  const total = good + counts.REFUSED;
  const isNew = counts.CREATED + counts.UPDATED > 0;
  const code: Code = verdictOf({ good, refused: counts.REFUSED, isNew });
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">{say("imports.preview.title")}</Text>
        {complaints.length > 0 ? null : <Banner tone={counts.REFUSED > 0 ? "warning" : "info"}><Text as="p">{say(code, { total, good, refused: counts.REFUSED })}</Text></Banner>}
        <Text as="p">{say("imports.recent.counts", { created: counts.CREATED, updated: counts.UPDATED, unchanged: counts.UNCHANGED, refused: counts.REFUSED })}</Text>
        <Text as="p" tone="subdued">{say("imports.preview.empty_clears")}</Text>
        <InlineStack gap="200">
          <Button variant="primary" disabled={complaints.length > 0 || !isNew} loading={act.intent === "start"} onClick={() => act.send({ intent: "start" })}>{say("imports.start", { good })}</Button>
          <Button tone="critical" variant="tertiary" loading={act.intent === "discard"} onClick={() => act.send({ intent: "discard" })}>{say("imports.discard")}</Button>
        </InlineStack>
        {complaints.length > 0 ? null : shownFirst.filter((outcome) => counts[outcome] > 0).map((outcome) => (
          <BlockStack key={outcome} gap="200">
            <InlineStack gap="200" blockAlign="baseline">
              <Text as="h3" variant="headingSm">{say(`imports.outcome.${outcome}`)}</Text>
              <Text as="span" tone="subdued">{say("imports.preview.first", { count: firsts[outcome].length, total: counts[outcome] })}</Text>
            </InlineStack>
            <OfferRows rows={firsts[outcome]} />
          </BlockStack>
        ))}
      </BlockStack>
    </Card>
  );
}

function verdictOf({ good, refused, isNew }: { good: number; refused: number; isNew: boolean }): Code {
  if (good === 0) return "imports.preview.all_bad";
  if (refused > 0) return "imports.preview.some_bad";
  return isNew ? "imports.preview.all_good" : "imports.preview.nothing_new";
}
