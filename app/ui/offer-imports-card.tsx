// The imports so far, newest first, each with what became of its rows.
import { Badge, BlockStack, Card, InlineStack, Link, Text } from "@shopify/polaris";
import { importAddress, type ShownImport } from "../views/offer-import-page.ts";
import { useWords } from "./words.tsx";

export function OfferImportsCard({ imports }: { readonly imports: readonly ShownImport[] }) {
  const { say, formatInstant } = useWords();
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">{say("imports.recent")}</Text>
        {imports.length === 0 ? <Text as="p" tone="subdued">{say("imports.recent.none")}</Text> : null}
        {imports.map((one) => (
          <BlockStack key={one.id} gap="100">
            <InlineStack gap="200" blockAlign="center">
              <Text as="span" breakWord><Link url={importAddress(one.id)}>{one.fileName || say("imports.title")}</Link></Text>
              <Badge {...(one.state === "RUNNING" ? { tone: "info" as const } : {})}>{say(`imports.state.${one.state}`)}</Badge>
            </InlineStack>
            <Text as="p" tone="subdued">
              {[formatInstant(one.createdAt), ...(one.state === "UPLOADED" ? [] : [say("imports.recent.counts", wordsOf(one))])].join(" · ")}
            </Text>
          </BlockStack>
        ))}
      </BlockStack>
    </Card>
  );
}

const wordsOf = ({ counts }: ShownImport) => ({ created: counts.CREATED, updated: counts.UPDATED, unchanged: counts.UNCHANGED, refused: counts.REFUSED });
