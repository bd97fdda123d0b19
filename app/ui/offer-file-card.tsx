// How was the file read: its encoding, what splits its columns, and what was noticed on the way? And how far is its import?
import { Banner, BlockStack, Card, List, ProgressBar, Text } from "@shopify/polaris";
import type { ImportPage } from "../views/offer-import-page.ts";
import { useWords } from "./words.tsx";

const delimiters: Readonly<Record<string, "comma" | "semicolon" | "tab" | "pipe" | "wide_comma">> = { ",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe", "，": "wide_comma" };

export function OfferFileCard({ page }: { readonly page: ImportPage }) {
  const { say, sayStored } = useWords();
  const { shown, notices, delimiter } = page;
  const encoding = page.encoding === "xlsx" ? say("imports.encoding.xlsx") : page.encoding.toUpperCase();
  const split = delimiter === null ? undefined : delimiters[delimiter];
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">{say("imports.file.title")}</Text>
        <Text as="p">
          {split ? say("imports.file.read_as_split", { rows: shown.totalRows, encoding, delimiter: say(`imports.delimiter.${split}`) }) : say("imports.file.read_as", { rows: shown.totalRows, encoding })}
        </Text>
        {notices.length > 0 ? (
          <Banner tone="warning"><List>{notices.map(({ code, params }) => <List.Item key={code}>{sayStored(code, params)}</List.Item>)}</List></Banner>
        ) : null}
        {shown.state === "RUNNING" ? <Progress done={shown.doneRows} total={shown.totalRows} /> : null}
        {shown.state === "DONE" || shown.state === "UNDONE" ? (
          <Text as="p">{say("imports.recent.counts", { created: shown.counts.CREATED, updated: shown.counts.UPDATED, unchanged: shown.counts.UNCHANGED, refused: shown.counts.REFUSED })}</Text>
        ) : null}
      </BlockStack>
    </Card>
  );
}

function Progress({ done, total }: { readonly done: number; readonly total: number }) {
  const { say } = useWords();
  return (
    <BlockStack gap="200">
      <div role="status"><Text as="p">{say("imports.progress", { done, total })}</Text></div>
      <ProgressBar progress={total === 0 ? 100 : (done / total) * 100} size="small" ariaLabelledBy="import-progress" />
      <Text as="p" tone="subdued"><span id="import-progress">{say("imports.progress.hint")}</span></Text>
    </BlockStack>
  );
}
