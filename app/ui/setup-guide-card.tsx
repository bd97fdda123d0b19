// The first hour: five steps that tick themselves, each with the button that leads to the place. None has to come first.
import { Badge, BlockStack, Box, Button, ButtonGroup, Card, Divider, Icon, InlineStack, Modal, ProgressBar, Text } from "@shopify/polaris";
import { CheckCircleIcon, StatusIcon } from "@shopify/polaris-icons";
import { useEffect, useState, type ReactNode } from "react";
import type { Code } from "../platform/words/words.ts";
import type { HomePage } from "../views/home-page.ts";
import { guideSteps, type GuideStep, type SetupGuide } from "../views/setup-guide.ts";
import { GoLiveModal } from "./sending-card.tsx";
import { useAct } from "./use-act.ts";
import { useWords } from "./words.tsx";

type Props = { readonly guide: SetupGuide; readonly sending: HomePage["sending"] };

export function SetupGuideCard({ guide, sending }: Props) {
  const { say } = useWords();
  const act = useAct();
  if (guide.standing !== "shown") return null;
  const [done, steps] = [guide.done.length, guideSteps.length];
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="200">
          <InlineStack align="space-between" blockAlign="center" gap="200">
            <Text as="h2" variant="headingMd">{say("setup.title")}</Text>
            <Button variant="tertiary" loading={act.isBusy} onClick={() => act.send({ intent: "guide-hide" })}>{say("setup.hide")}</Button>
          </InlineStack>
          <Text as="p" tone="subdued" id="setup-progress">{[say("setup.progress", { done, steps }), say("setup.any_order")].join(" · ")}</Text>
          <ProgressBar progress={(done / steps) * 100} size="small" tone="success" ariaLabelledBy="setup-progress" />
        </BlockStack>
        <Step guide={guide} step="goods"><GoodsButtons guide={guide} /></Step>
        <Step guide={guide} step="supplier"><SupplierButtons guide={guide} /></Step>
        <Step guide={guide} step="mapping"><MappingButtons guide={guide} /></Step>
        <Step guide={guide} step="test"><Button url="/app/test-order" variant={styleOf(guide, "test")}>{say(guide.facts.isTestUnderWay ? "setup.test.look" : "setup.test.go")}</Button></Step>
        <Step guide={guide} step="live"><LiveButton guide={guide} sending={sending} /></Step>
      </BlockStack>
    </Card>
  );
}

/** The page has one main action: the first open step's. */
const styleOf = (guide: SetupGuide, step: GuideStep) => (guide.next === step ? "primary" as const : "secondary" as const);

type Help = { readonly code: Code; readonly params: Readonly<Record<string, number>> };

function helpOf({ facts }: SetupGuide, step: GuideStep): Help {
  if (step !== "mapping") return { code: `setup.${step}.help`, params: {} };
  if (facts.variants === 0) return { code: "setup.mapping.none", params: {} };
  return { code: "setup.mapping.coverage", params: { covered: facts.covered, total: facts.variants } };
}

type StepProps = { readonly guide: SetupGuide; readonly step: GuideStep; readonly children: ReactNode };

function Step({ guide, step, children }: StepProps) {
  const { say } = useWords();
  const isDone = guide.done.includes(step);
  const { code, params } = helpOf(guide, step);
  const look = isDone ? { icon: CheckCircleIcon, tone: "success", word: "setup.step.done" } as const : { icon: StatusIcon, tone: "subdued", word: "setup.step.open" } as const;
  return (
    <BlockStack gap="400">
      <Divider />
      <InlineStack gap="300" wrap={false} blockAlign="start">
        <Box><Icon source={look.icon} tone={look.tone} accessibilityLabel={say(look.word)} /></Box>
        <BlockStack gap="200">
          <InlineStack gap="200" blockAlign="center">
            <Text as="h3" variant="headingSm">{say(`setup.${step}`)}</Text>
            {isDone ? <Badge tone="success">{say("setup.step.done")}</Badge> : null}
          </InlineStack>
          {!isDone || step === "mapping" ? <Text as="p" tone="subdued">{say(code, params)}</Text> : null}
          {!isDone || step === "goods" || step === "test" ? <InlineStack gap="200">{children}</InlineStack> : null}
        </BlockStack>
      </InlineStack>
    </BlockStack>
  );
}

function GoodsButtons({ guide }: { readonly guide: SetupGuide }) {
  const { say } = useWords();
  const act = useAct();
  const { sellsOwnGoods: own, sellsSuppliedGoods: supplied, covered, variants } = guide.facts;
  const chosen = own === null && supplied === null ? null : own && supplied ? "both" : own ? "own" : "supplied";
  return (
    <BlockStack gap="200">
      <ButtonGroup>
        {(["own", "supplied", "both"] as const).map((sold) => (
          <Button key={sold} pressed={chosen === sold} disabled={act.isBusy} onClick={() => act.send({ intent: "goods", sold })}>{say(`setup.goods.${sold}`)}</Button>
        ))}
      </ButtonGroup>
      {chosen === "own" && covered < variants ? <Asked intent="all-own" title="setup.goods.mark_all" text="setup.goods.mark_all.ask" /> : null}
    </BlockStack>
  );
}

function SupplierButtons({ guide }: { readonly guide: SetupGuide }) {
  const { say } = useWords();
  const act = useAct();
  return (
    <ButtonGroup>
      <Button url="/app/suppliers" variant={styleOf(guide, "supplier")}>{say("setup.supplier.go")}</Button>
      <Button loading={act.isBusy} onClick={() => act.send({ intent: "self" })}>{say("setup.supplier.self")}</Button>
    </ButtonGroup>
  );
}

function MappingButtons({ guide }: { readonly guide: SetupGuide }) {
  const { say } = useWords();
  return (
    <InlineStack gap="200">
      <Button url="/app/products" variant={styleOf(guide, "mapping")}>{say("setup.mapping.go")}</Button>
      <Button url="/app/products/import">{say("setup.mapping.import")}</Button>
      {guide.facts.isOwnSupplier && guide.facts.covered < guide.facts.variants ? <Asked intent="map-rest" title="setup.mapping.rest" text="setup.mapping.rest.ask" /> : null}
    </InlineStack>
  );
}

function LiveButton({ guide, sending }: Props) {
  const { say } = useWords();
  const [isAsking, setAsking] = useState(false);
  const act = useAct();
  const { answer } = act;
  useEffect(() => {
    if (answer?.kind === "done") setAsking(false);
  }, [answer]);
  return (
    <>
      <Button variant={styleOf(guide, "live")} onClick={() => setAsking(true)}>{say("setup.live.go")}</Button>
      <GoLiveModal isOpen={isAsking} onClose={() => setAsking(false)} sending={sending} act={act} />
    </>
  );
}

/** Touches many products at once, so it is asked first. */
function Asked({ intent, title, text }: { readonly intent: string; readonly title: Code; readonly text: Code }) {
  const { say } = useWords();
  const [isAsking, setAsking] = useState(false);
  const act = useAct();
  const { answer } = act;
  useEffect(() => {
    if (answer?.kind === "done") setAsking(false);
  }, [answer]);
  return (
    <>
      <Button onClick={() => setAsking(true)}>{say(title)}</Button>
      <Modal
        open={isAsking} onClose={() => setAsking(false)} title={say(title)}
        primaryAction={{ content: say(title), loading: act.isBusy, onAction: () => act.send({ intent }) }}
        secondaryActions={[{ content: say("action.cancel"), onAction: () => setAsking(false) }]}
      >
        <Modal.Section><Text as="p">{say(text)}</Text></Modal.Section>
      </Modal>
    </>
  );
}
