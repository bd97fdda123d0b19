// What was settled, when, and by whom?
import { BlockStack, Card, Divider, InlineStack, Link, Text } from "@shopify/polaris";
import type { SettledProblem } from "../views/problems-page.ts";
import { sayProblem } from "./say-reason.ts";
import { useWords } from "./words.tsx";

export function SettledCard({ problems }: { readonly problems: readonly SettledProblem[] }) {
  const words = useWords();
  const { say, formatInstant } = words;
  if (problems.length === 0) return <Card><Text as="p">{say("problems.settled.none")}</Text></Card>;
  return (
    <Card>
      <BlockStack gap="300">
        {problems.map((problem, index) => (
          <BlockStack key={problem.id} gap="300">
            {index > 0 ? <Divider /> : null}
            <BlockStack gap="100">
              <Text as="h3" variant="headingSm" breakWord>{sayProblem(words, problem, "title")}</Text>
              <InlineStack gap="200">
                <Text as="span" tone="subdued">
                  {problem.isByPerson
                    ? say("problems.settled.by", { at: formatInstant(problem.resolvedAt), who: say("actor.named", { actor: say("actor.STAFF"), name: problem.resolvedBy }) })
                    : say("problems.settled.itself", { at: formatInstant(problem.resolvedAt) })}
                </Text>
                {problem.order ? <Link url={`/app/orders/${problem.order.id}`}>{say("problems.order", { order: problem.order.name })}</Link> : null}
              </InlineStack>
            </BlockStack>
          </BlockStack>
        ))}
      </BlockStack>
    </Card>
  );
}
