// The test order, stage by stage, with what the same stage is like for a real one; and the way to take it away again.
import { Badge, Banner, BlockStack, Box, Button, Card, Divider, Icon, InlineStack, Link, Text } from "@shopify/polaris";
import { CheckCircleIcon, StatusActiveIcon, StatusIcon } from "@shopify/polaris-icons";
import type { Code } from "../platform/words/words.ts";
import { isMoving, type Detail, type ShownStage, type TestOrderPage } from "../views/test-order-page.ts";
import { sayReason } from "./say-reason.ts";
import type { Act } from "./use-act.ts";
import { useWords, type Words } from "./words.tsx";

export function StagesCard({ page }: { readonly page: TestOrderPage }) {
  const { say } = useWords();
  const now = page.stages.findIndex(({ at }) => at === null);
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">{say("setup.test.stages")}</Text>
        {page.stages.map((stage, index) => (
          <BlockStack key={stage.stage} gap="400">
            {index > 0 ? <Divider /> : null}
            <Stage stage={stage} isNow={index === now && page.standing !== "none" && page.removal.kind === "no"} />
          </BlockStack>
        ))}
      </BlockStack>
    </Card>
  );
}

const looks = {
  done: { icon: CheckCircleIcon, tone: "success", word: "setup.step.done" },
  now: { icon: StatusActiveIcon, tone: "info", word: "setup.test.now" },
  waits: { icon: StatusIcon, tone: "subdued", word: "setup.test.waits" },
} as const;

function Stage({ stage: { stage, at, detail }, isNow }: { readonly stage: ShownStage; readonly isNow: boolean }) {
  const words = useWords();
  const { say, formatInstant } = words;
  const look = looks[at ? "done" : isNow ? "now" : "waits"];
  return (
    <InlineStack gap="300" wrap={false} blockAlign="start">
      <Box><Icon source={look.icon} tone={look.tone} accessibilityLabel={say(look.word)} /></Box>
      <BlockStack gap="100">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h3" variant="headingSm">{say(`setup.test.stage.${stage}`)}</Text>
          {at ? <Text as="span" tone="subdued">{formatInstant(at, "second")}</Text> : <Badge tone={isNow ? "info" : "enabled"}>{say(look.word)}</Badge>}
        </InlineStack>
        {detail ? <Text as="p" breakWord>{sayDetail(words, detail)}</Text> : null}
        <Text as="p" tone="subdued">{say(`setup.test.real.${stage}`)}</Text>
      </BlockStack>
    </InlineStack>
  );
}

function sayDetail(words: Words, detail: Detail): string {
  if (detail.kind === "text") return detail.text;
  if (detail.kind === "number") return words.say("setup.test.number", { number: detail.number });
  return [detail.supplier, ...detail.reasons.map((reason) => sayReason(words, reason))].join(" · ");
}

type Props = { readonly page: TestOrderPage; readonly act: Act };

export function TestOrderNotices({ page, act }: Props) {
  const { say } = useWords();
  const notice = noticeOf(page);
  return (
    <>
      <ScopeNotice page={page} act={act} />
      {page.refusal === null ? null : <Banner tone="critical" title={say("problem.test_order_refused.title")}><Text as="p">{say("problem.test_order_refused.cause", { text: page.refusal })}</Text></Banner>}
      {notice ? <Banner tone={notice.tone}><Text as="p">{say(notice.code, notice.params)}</Text></Banner> : null}
    </>
  );
}

function ScopeNotice({ page: { missingScope }, act }: Props) {
  const { say } = useWords();
  if (missingScope === null) return null;
  return (
    <Banner tone="warning" action={{ content: say("setup.test.scope.check"), loading: act.isBusy, onAction: () => act.send({ intent: "scopes" }) }}>
      <BlockStack gap="200">
        <Text as="p">{say("setup.test.scope", { scope: missingScope })}</Text>
        <Text as="p">{say("setup.test.scope.next")}</Text>
      </BlockStack>
    </Banner>
  );
}

type Notice = { readonly tone: "info" | "success" | "warning" | "critical"; readonly code: Code; readonly params?: Readonly<Record<string, string>> };

function noticeOf({ standing, removal, isStuck, isFinished }: TestOrderPage): Notice | undefined {
  if (removal.kind === "going") return { tone: "info", code: "setup.test.removing" };
  if (removal.kind === "deleted") return { tone: "success", code: "setup.test.deleted" };
  if (removal.kind === "kept") return { tone: "warning", code: "setup.test.kept", params: { text: removal.text } };
  if (standing === "sent") return { tone: "warning", code: "setup.test.unknown" };
  if (standing === "asked") return { tone: "info", code: "setup.test.placing" };
  if (isFinished) return { tone: "success", code: "setup.test.finished" };
  return isStuck ? { tone: "critical", code: "setup.test.stuck" } : undefined;
}

export function TestOrderLinksCard({ page, act }: Props) {
  const { say } = useWords();
  const { order, removal } = page;
  if (!order) return null;
  // Half way it would look like an order that changed after it was sent.
  const canRemove = !isMoving(page) && removal.kind !== "deleted";
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">{order.name}</Text>
        <Link url={`/app/orders/${order.id}`}>{say("setup.test.order", { order: order.name })}</Link>
        {removal.kind === "deleted" ? null : <Link url={order.shopifyUrl} target="_top">{say("setup.test.shopify")}</Link>}
        {canRemove ? (
          <>
            <Text as="p" tone="subdued">{say("setup.test.remove.help")}</Text>
            <InlineStack><Button tone="critical" loading={act.intent === "remove"} disabled={act.isBusy} onClick={() => act.send({ intent: "remove" })}>{say("setup.test.remove")}</Button></InlineStack>
          </>
        ) : null}
      </BlockStack>
    </Card>
  );
}
