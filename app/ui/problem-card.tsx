// One thing that only a person can settle: what it is, why, who acts, and the fix where it stands.
import { Badge, BlockStack, Button, ButtonGroup, InlineStack, Link, Text, Tooltip } from "@shopify/polaris";
import { productsAddress } from "../views/products-page.ts";
import { mailVerdictsFor } from "../views/mail-problem.ts";
import { parcelVerdictsFor } from "../views/parcel-problem.ts";
import type { ShownProblem } from "../views/shown-problem.ts";
import { sayProblem } from "./say-reason.ts";
import { useAct } from "./use-act.ts";
import { useWords } from "./words.tsx";

const parcelActions = { send_again: "sweep.cancelled.send_again", leave: "sweep.cancelled.leave", add_number: "sweep.add_number" } as const;

type Props = { readonly problem: ShownProblem; readonly isWithOrder: boolean };

export function ProblemPart({ problem, isWithOrder }: Props) {
  const words = useWords();
  const { say, formatInstant } = words;
  const act = useAct();
  const send = (intent: string) => act.send({ intent, problemId: problem.id });
  const mapping = problem.variantId ? productsAddress({ variantId: problem.variantId }) : null;
  return (
    <BlockStack gap="200">
      <InlineStack gap="200" blockAlign="center">
        <Text as="h3" variant="headingSm" breakWord>{sayProblem(words, problem, "title")}</Text>
        <Badge tone={problem.whoActs === "MERCHANT" ? "critical" : "attention"}>{say(`who_acts.${problem.whoActs}`)}</Badge>
      </InlineStack>
      <Text as="p" breakWord>{sayProblem(words, problem, "cause")}</Text>
      <Text as="p" breakWord>{sayProblem(words, problem, "next")}</Text>
      <InlineStack gap="200">
        <Text as="span" tone="subdued">{say("problems.since", { at: formatInstant(problem.openedAt) })}</Text>
        {isWithOrder && problem.order ? <Link url={`/app/orders/${problem.order.id}`}>{say("problems.order", { order: problem.order.name })}</Link> : null}
      </InlineStack>
      <ButtonGroup>
        {problem.code === "unroutable.unmapped" && problem.variantId ? (
          <Tooltip content={say("setup.self.help")}>
            <Button loading={act.intent === "ship-myself"} disabled={act.isBusy} onClick={() => act.send({ intent: "ship-myself", problemId: problem.id, variantId: problem.variantId ?? "" })}>{say("setup.self")}</Button>
          </Tooltip>
        ) : null}
        {mapping ? <Button url={mapping} variant="primary">{say("problems.map")}</Button> : null}
        {mailVerdictsFor(problem.code).map((verdict) => (
          <Button key={verdict} loading={act.intent === `mail_${verdict}`} disabled={act.isBusy} onClick={() => send(`mail_${verdict}`)}>{say(`mail.action.${verdict}`)}</Button>
        ))}
        {parcelVerdictsFor(problem.code).map((verdict) => (
          <Button key={verdict} loading={act.intent === `parcel_${verdict}`} disabled={act.isBusy} onClick={() => send(`parcel_${verdict}`)}>{say(parcelActions[verdict])}</Button>
        ))}
        {problem.canRetry ? <Button loading={act.intent === "retry"} disabled={act.isBusy} onClick={() => send("retry")}>{say("problems.retry")}</Button> : null}
        <Button loading={act.intent === "close"} disabled={act.isBusy} onClick={() => send("close")}>{say("problems.close")}</Button>
      </ButtonGroup>
    </BlockStack>
  );
}
