// How much of what sells has a supplier, and how much still waits for that answer?
import { BlockStack, Card, Link, ProgressBar, Text } from "@shopify/polaris";
import { productsAddress, type Coverage } from "../views/products-page.ts";
import { useWords } from "./words.tsx";

export function CoverageCard({ coverage }: { readonly coverage: Coverage }) {
  const { say } = useWords();
  const { sold, covered, percent } = coverage;
  const waiting = sold - covered;
  if (sold === 0) return <Card><Text as="p" tone="subdued">{say("products.coverage.none")}</Text></Card>;
  const words = waiting === 0 ? say("products.coverage.all") : say("products.coverage", { percent, waiting });
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingSm">{words}</Text>
        <ProgressBar progress={percent} size="small" tone={waiting === 0 ? "success" : "highlight"} ariaLabelledBy="coverage" />
        <span id="coverage" hidden>{words}</span>
        {waiting > 0 ? <Link url={productsAddress({ filter: "unmapped" })}>{say("products.coverage.show")}</Link> : null}
      </BlockStack>
    </Card>
  );
}
