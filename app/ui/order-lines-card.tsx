// What was bought, and where each unit stands, with the reason.
import { Badge, BlockStack, Box, Card, Divider, InlineStack, Text, Thumbnail } from "@shopify/polaris";
import { ImageIcon } from "@shopify/polaris-icons";
import { bucketOf } from "../views/buckets.ts";
import type { ShownLine } from "../views/order-page.ts";
import { sayReason } from "./say-reason.ts";
import { toneOf } from "./unit-badges.tsx";
import { useWords } from "./words.tsx";

export function OrderLinesCard({ lines }: { readonly lines: readonly ShownLine[] }) {
  const { say } = useWords();
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">{say("order.lines")}</Text>
        {lines.map((line, index) => (
          <BlockStack key={line.id} gap="400">
            {index > 0 ? <Divider /> : null}
            <Line line={line} />
          </BlockStack>
        ))}
      </BlockStack>
    </Card>
  );
}

function Line({ line }: { readonly line: ShownLine }) {
  const { say } = useWords();
  return (
    <InlineStack gap="300" wrap={false} blockAlign="start">
      <Thumbnail source={line.imageUrl ?? ImageIcon} alt="" size="small" />
      <Box width="100%">
        <BlockStack gap="150">
          <Text as="h3" variant="headingSm" breakWord>{[line.title, line.variantTitle].filter(Boolean).join(" - ")}</Text>
          <Text as="p" tone="subdued">{[say("order.units", { units: line.quantity }), line.sku].filter(Boolean).join(" · ")}</Text>
          {line.properties.map(({ name, value }) => <Text as="p" key={name} tone="subdued" breakWord>{`${name}: ${value}`}</Text>)}
          {line.places.map((place) => <Place key={place.id} place={place} />)}
        </BlockStack>
      </Box>
    </InlineStack>
  );
}

function Place({ place }: { readonly place: ShownLine["places"][number] }) {
  const words = useWords();
  const bucket = bucketOf(place.state);
  return (
    <InlineStack gap="200" blockAlign="center">
      <Badge tone={toneOf[bucket]}>{words.say("units.in", { units: place.quantity, place: words.say(`bucket.${bucket}`) })}</Badge>
      {place.supplierName ? <Text as="span">{place.supplierName}</Text> : null}
      {place.reason ? <Text as="span" tone="subdued" breakWord>{sayReason(words, place.reason)}</Text> : null}
    </InlineStack>
  );
}
