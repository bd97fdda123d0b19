// What a file of offers can be made from: a template of what has none, or all offers as they are.
import { BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { useDownload } from "./download.ts";
import { useWords } from "./words.tsx";

const files = [["template", "xlsx"], ["template", "csv"], ["export", "xlsx"], ["export", "csv"]] as const;

export function OfferFilesCard() {
  const { say, language } = useWords();
  const download = useDownload();
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">{say("imports.files.title")}</Text>
        <Text as="p" tone="subdued">{say("imports.files.help")}</Text>
        <InlineStack gap="200">
          {files.map(([what, as]) => (
            <Button key={what + as} disabled={download.isBusy} onClick={() => download.start(`/app/products/export?what=${what}&as=${as}&language=${language}`)}>
              {say(`imports.files.${what}.${as}`)}
            </Button>
          ))}
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
