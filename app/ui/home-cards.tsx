// What waits for a person, and what others do in the shop.
import { BlockStack, Button, Card, InlineStack, Link, List, Text } from "@shopify/polaris";
import type { HomePage } from "../views/home-page.ts";
import { ordersAddress } from "../views/orders-page.ts";
import { sayWord } from "./say-reason.ts";
import { useAct } from "./use-act.ts";
import { useWords } from "./words.tsx";

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
                <Link url={ordersAddress({ filter: "held", hold: code })}>{say("home.waits.held", { orders })}</Link>: {sayWord(words, "hold.name", code)}
              </List.Item>
            ))}
          </List>
        )}
      </BlockStack>
    </Card>
  );
}

export function ConflictsCard({ conflicts }: { readonly conflicts: HomePage["conflicts"] }) {
  const { say, formatInstant } = useWords();
  const act = useAct();
  const { checkedAt, findings } = conflicts;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">{say("setup.conflicts.title")}</Text>
        {findings > 0 ? <Text as="p"><Link url="/app/problems">{say("setup.conflicts.some", { findings })}</Link></Text> : null}
        {findings === 0 && checkedAt ? <Text as="p">{say("setup.conflicts.none")}</Text> : null}
        <Text as="p" tone="subdued">{checkedAt ? say("setup.conflicts.at", { at: formatInstant(checkedAt) }) : say("setup.conflicts.never")}</Text>
        <InlineStack>
          <Button loading={act.isBusy} onClick={() => act.send({ intent: "conflicts" })}>{say("setup.conflicts.go")}</Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
