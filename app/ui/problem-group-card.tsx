// One cause, with all that it stands in the way of: how many, since when, who acts, and the fix for one, some or all.
import { Badge, BlockStack, Button, ButtonGroup, Card, Checkbox, Divider, InlineStack, Text } from "@shopify/polaris";
import { useNavigate } from "@remix-run/react";
import { problemsAddress, type ProblemGroup } from "../views/problems-page.ts";
import { ProblemPart } from "./problem-card.tsx";
import { sayProblem } from "./say-reason.ts";
import { useAct, useOnceDone } from "./use-act.ts";
import { useWords } from "./words.tsx";

type Props = { readonly group: ProblemGroup; readonly ticked: readonly string[]; onTick(id: string): void; onDone(): void };

/** The element that takes the focus of a problem. */
export const problemElement = (id: string): string => `problem-${id}`;

export function ProblemGroupCard({ group, ticked, onTick, onDone }: Props) {
  if (group.count === 1) return <Card>{group.problems.map((problem) => <div key={problem.id} id={problemElement(problem.id)} tabIndex={-1}><ProblemPart problem={problem} isWithOrder /></div>)}</Card>;
  return (
    <Card>
      <BlockStack gap="400">
        <GroupHead group={group} />
        <GroupActs group={group} chosen={group.isOpen ? group.problems.filter((problem) => ticked.includes(problem.id)).map((problem) => problem.id) : []} onDone={onDone} />
        {group.isOpen ? group.problems.map((problem) => (
          <BlockStack key={problem.id} gap="400">
            <Divider />
            <div id={problemElement(problem.id)} tabIndex={-1}>
              <BlockStack gap="200">
                <Checkbox label={<SelectLabel />} checked={ticked.includes(problem.id)} onChange={() => onTick(problem.id)} />
                <ProblemPart problem={problem} isWithOrder />
              </BlockStack>
            </div>
          </BlockStack>
        )) : null}
        {group.isOpen && group.problems.length < group.count ? <ShownNote shown={group.problems.length} /> : null}
      </BlockStack>
    </Card>
  );
}

function SelectLabel() {
  const { say } = useWords();
  return <>{say("problems.select")}</>;
}

function ShownNote({ shown }: { readonly shown: number }) {
  const { say } = useWords();
  return <Text as="p" tone="subdued">{say("problems.shown", { shown })}</Text>;
}

function GroupHead({ group }: { readonly group: ProblemGroup }) {
  const words = useWords();
  const { say, formatInstant } = words;
  const navigate = useNavigate();
  const [newest] = group.problems;
  const { code, supplier } = group;
  const facts = [group.orders > 0 ? say("problems.group.orders", { orders: group.orders }) : "", supplier ?? "", say("problems.group.oldest", { at: formatInstant(group.oldestAt) })];
  return (
    <BlockStack gap="200">
      <InlineStack gap="200" blockAlign="center">
        <Badge tone={group.whoActs === "MERCHANT" ? "critical" : "attention"}>{say("problems.group.count", { problems: group.count })}</Badge>
        <Badge>{say(`who_acts.${group.whoActs}`)}</Badge>
      </InlineStack>
      <Text as="h2" variant="headingMd" breakWord>{newest ? sayProblem(words, newest, "title") : code}</Text>
      <Text as="p" tone="subdued" breakWord>{facts.filter(Boolean).join(" · ")}</Text>
      {newest && !group.isOpen ? <Text as="p" breakWord>{sayProblem(words, newest, "next")}</Text> : null}
      <InlineStack>
        <Button ariaExpanded={group.isOpen} onClick={() => navigate(group.isOpen ? problemsAddress({}) : problemsAddress({ code, supplier }), { preventScrollReset: true })}>
          {say(group.isOpen ? "problems.group.close" : "problems.group.open")}
        </Button>
      </InlineStack>
    </BlockStack>
  );
}

type ActsProps = { readonly group: ProblemGroup; readonly chosen: readonly string[]; onDone(): void };

/** Without ticks the whole cause is meant. */
function GroupActs({ group, chosen, onDone }: ActsProps) {
  const { say } = useWords();
  const act = useAct();
  useOnceDone(act.answer, onDone);
  const about: Readonly<Record<string, string | readonly string[]>> = chosen.length > 0 ? { problemId: chosen } : { code: group.code, supplier: group.supplier ?? "" };
  const send = (intent: string) => act.send({ intent, ...about });
  const problems = chosen.length;
  return (
    <ButtonGroup>
      {group.canRetry ? (
        <Button loading={act.intent === "retry-many"} disabled={act.isBusy} onClick={() => send("retry-many")}>
          {problems > 0 ? say("problems.selected.retry", { problems }) : say("problems.group.retry")}
        </Button>
      ) : null}
      <Button loading={act.intent === "close-many"} disabled={act.isBusy} onClick={() => send("close-many")}>
        {problems > 0 ? say("problems.selected.dismiss", { problems }) : say("problems.group.dismiss")}
      </Button>
    </ButtonGroup>
  );
}
