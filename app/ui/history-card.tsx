// What has been done to a variant or a supplier, by whom and when.
import { BlockStack, Box, Card, Divider, Text } from "@shopify/polaris";
import type { TimelineEntry } from "../views/order-page.ts";
import { Entry } from "./order-side-cards.tsx";
import { useWords } from "./words.tsx";

export function HistoryCard({ history }: { readonly history: readonly TimelineEntry[] }) {
  const { say } = useWords();
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">{say("history.title")}</Text>
        {history.length === 0 ? <Text as="p" tone="subdued">{say("history.none")}</Text> : null}
        {history.map((entry, index) => (
          <Box key={entry.id}>
            {index > 0 ? <Box paddingBlockEnd="300"><Divider /></Box> : null}
            <Entry entry={entry} />
          </Box>
        ))}
      </BlockStack>
    </Card>
  );
}
