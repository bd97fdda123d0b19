// The two modes side by side, how far a switch is, and where checkout would offer no rate.
import { Badge, Banner, BlockStack, Card, InlineStack, Link, List, ProgressBar, Text } from "@shopify/polaris";
import type { FulfillmentPage } from "../views/fulfillment-page.ts";
import { useWords } from "./words.tsx";

const modes = ["SHOP_LOCATION", "FULFILLMENT_SERVICE"] as const;

export function ModesCard({ page }: { readonly page: FulfillmentPage }) {
  const { say, formatInstant } = useWords();
  return (
    <Card>
      <BlockStack gap="400">
        {modes.map((mode) => (
          <BlockStack key={mode} gap="100">
            <InlineStack gap="200" blockAlign="center">
              <Text as="h2" variant="headingMd">{say(`service.mode.${mode}`)}</Text>
              {page.mode === mode ? <Badge tone="success">{say("service.mode.now")}</Badge> : null}
            </InlineStack>
            <Text as="p">{say(`service.mode.${mode}.help`)}</Text>
            {page.mode === mode && page.changedAt ? <Text as="p" tone="subdued">{say("service.mode.since", { at: formatInstant(page.changedAt) })}</Text> : null}
            {mode === "FULFILLMENT_SERVICE" && page.mode === mode ? <Text as="p">{say("service.waiting", { orders: page.ordersWaiting })}</Text> : null}
          </BlockStack>
        ))}
      </BlockStack>
    </Card>
  );
}

export function RatesBanner({ page: { withoutRate, shippingUrl } }: { readonly page: FulfillmentPage }) {
  const { say, language } = useWords();
  if (withoutRate?.length === 0) return null;
  const names = new Intl.DisplayNames(language, { type: "region" });
  const countries = (withoutRate ?? []).map((code) => names.of(code) ?? code);
  return (
    <Banner tone="warning" title={say("service.rates.title")}>
      <BlockStack gap="200">
        <Text as="p">{withoutRate === null ? say("service.rates.unknown") : say("service.rates.help", { countries: new Intl.ListFormat(language).format(countries), count: countries.length })}</Text>
        <Link url={shippingUrl} target="_top">{say("service.rates.link")}</Link>
      </BlockStack>
    </Banner>
  );
}

export function SwitchState({ lastSwitch }: Pick<FulfillmentPage, "lastSwitch">) {
  const { say, sayStored, formatInstant } = useWords();
  if (!lastSwitch) return null;
  const { kind, isRunning, done, of, finishedAt, refused } = lastSwitch;
  return (
    <div aria-live="polite">
      <BlockStack gap="300">
        {isRunning ? (
          <Card>
            <BlockStack gap="200">
              <Text as="p" fontWeight="semibold">{say(`service.progress.${kind}`, { done, of })}</Text>
              <ProgressBar progress={of === 0 ? 100 : Math.round((done * 100) / of)} size="small" ariaLabelledBy="switch-progress" />
              <Text as="p" tone="subdued" id="switch-progress">{say("service.progress.safe")}</Text>
            </BlockStack>
          </Card>
        ) : null}
        {!isRunning && finishedAt ? <Text as="p" tone="subdued">{say(`service.done.${kind}`, { done: done - refused.length, at: formatInstant(finishedAt) })}</Text> : null}
        {refused.length > 0 ? (
          <Banner tone="critical" title={say("service.refused.title", { variants: refused.length })}>
            <List>{refused.map(({ title, code, params }) => <List.Item key={title}>{`${title}: ${sayStored(code, params)}`}</List.Item>)}</List>
            <Text as="p">{say("service.refused.help")}</Text>
          </Banner>
        ) : null}
      </BlockStack>
    </div>
  );
}
