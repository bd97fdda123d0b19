// The first steps of a new shop, and what waits for a person.
import { Badge, BlockStack, Button, Card, InlineStack, Link, List, Text } from "@shopify/polaris";
import type { HomePage } from "../views/home-page.ts";
import { ordersAddress } from "../views/orders-page.ts";
import type { Code } from "../platform/words/words.ts";
import { sayWord } from "./say-reason.ts";
import { useWords } from "./words.tsx";

export function SetUpCard({ steps }: { readonly steps: HomePage["steps"] }) {
  const { say } = useWords();
  if (steps.hasSupplier && steps.hasMapping) return null;
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">{say("home.setup.title")}</Text>
          <Text as="p">{say("home.setup.body")}</Text>
        </BlockStack>
        <SetUpStep isDone={steps.hasSupplier} isNext={!steps.hasSupplier} text="home.setup.supplier" button="home.setup.supplier.go" url="/app/suppliers" />
        <SetUpStep isDone={steps.hasMapping} isNext={steps.hasSupplier} text="home.setup.mapping" button="home.setup.mapping.go" url="/app/products" />
        <SetUpStep isDone={steps.hasOrder} isNext={false} text="home.setup.order" />
      </BlockStack>
    </Card>
  );
}

type StepProps = { readonly isDone: boolean; readonly isNext: boolean; readonly text: Code; readonly button?: Code; readonly url?: string };

function SetUpStep({ isDone, isNext, text, button, url }: StepProps) {
  const { say } = useWords();
  return (
    <InlineStack gap="300" blockAlign="center" align="space-between">
      <InlineStack gap="200" blockAlign="center">
        <Badge tone={isDone ? "success" : "attention"}>{say(isDone ? "home.setup.done" : "home.setup.open")}</Badge>
        <Text as="span">{say(text)}</Text>
      </InlineStack>
      {!isDone && button && url ? <Button url={url} variant={isNext ? "primary" : "secondary"}>{say(button)}</Button> : null}
    </InlineStack>
  );
}

export function WaitsCard({ waits }: { readonly waits: HomePage["waits"] }) {
  const words = useWords();
  const { say } = words;
  const isQuiet = waits.problems === 0 && waits.held.length === 0;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">{say("home.waits.title")}</Text>
        {isQuiet ? <Text as="p">{say("home.waits.nothing")}</Text> : (
          <List>
            {waits.problems > 0 ? <List.Item><Link url="/app/problems">{say("home.waits.problems", { problems: waits.problems })}</Link></List.Item> : null}
            {waits.held.map(({ code, orders }) => (
              <List.Item key={code}>
                <Link url={ordersAddress({ filter: "held", hold: code })}>{say("home.waits.held", { orders })}</Link>: {sayWord(words, "hold", code)}
              </List.Item>
            ))}
          </List>
        )}
      </BlockStack>
    </Card>
  );
}
