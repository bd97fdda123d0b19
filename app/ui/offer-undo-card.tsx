// A finished import can be taken back as a whole; what somebody changed since is named.
import { Banner, BlockStack, Button, Card, InlineStack, Spinner, Text } from "@shopify/polaris";
import { useState } from "react";
import type { ImportPage } from "../views/offer-import-page.ts";
import { OfferRows } from "./offer-rows.tsx";
import { useAct } from "./use-act.ts";
import { useWords } from "./words.tsx";

export function OfferUndoCard({ page }: { readonly page: ImportPage }) {
  const { shown } = page;
  const isUndoable = shown.state === "DONE" && shown.counts.CREATED + shown.counts.UPDATED > 0;
  if (isUndoable) return <AskFirst created={shown.counts.CREATED} updated={shown.counts.UPDATED} />;
  return shown.state === "UNDONE" ? <Undone page={page} /> : null;
}

function AskFirst({ created, updated }: { readonly created: number; readonly updated: number }) {
  const { say } = useWords();
  const act = useAct();
  const [isAsking, setAsking] = useState(false);
  if (!isAsking) return <Card><InlineStack><Button tone="critical" onClick={() => setAsking(true)}>{say("imports.undo")}</Button></InlineStack></Card>;
  return (
    <Banner tone="warning" title={say("imports.undo.title")}>
      <BlockStack gap="300">
        <Text as="p">{say("imports.undo.help", { created, updated })}</Text>
        <InlineStack gap="200">
          <Button tone="critical" loading={act.isBusy} onClick={() => act.send({ intent: "undo" })}>{say("imports.undo")}</Button>
          <Button onClick={() => setAsking(false)} disabled={act.isBusy}>{say("action.cancel")}</Button>
        </InlineStack>
      </BlockStack>
    </Banner>
  );
}

function Undone({ page: { shown, report } }: { readonly page: ImportPage }) {
  const { say, formatInstant } = useWords();
  if (shown.undoneAt === null) {
    return <InlineStack gap="200" blockAlign="center"><Spinner size="small" accessibilityLabel={say("imports.undoing")} /><Text as="p">{say("imports.undoing")}</Text></InlineStack>;
  }
  const kept = report?.kept;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="p">{say("imports.undone", { at: formatInstant(shown.undoneAt) })}</Text>
        {kept && kept.count > 0 ? <Text as="p">{say("imports.undo.kept", { kept: kept.count })}</Text> : null}
        {kept && kept.count > 0 ? <OfferRows rows={kept.rows} /> : null}
      </BlockStack>
    </Card>
  );
}
