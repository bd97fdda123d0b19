// What is known of a supplier, section by section, saved as one; whatever cannot be used is said at its field.
import { BlockStack, Button, Card, Checkbox, InlineStack, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { formatDecimal } from "../platform/money.ts";
import { timeOfMinute, type SupplierFacts } from "../suppliers/supplier-facts.ts";
import type { SupplierPage } from "../views/suppliers-page.ts";
import { SaveBar } from "./save-bar.tsx";
import { ClosureSection, HoursSection, WhoSection, weekdays } from "./supplier-time-sections.tsx";
import { ChannelSection, LimitSection, ShippingSection, TermSection } from "./supplier-term-sections.tsx";
import { useTypedForm, type Typed, type TypedForm } from "./typed-form.ts";
import { useAct } from "./use-act.ts";
import { useWords } from "./words.tsx";

export function SupplierFactsForm({ page }: { readonly page: SupplierPage }) {
  const { say } = useWords();
  const act = useAct();
  const form = useTypedForm(asTyped(page.facts, page.shopCurrency), act);
  const save = () => act.send({ intent: "facts", ...form.asFields(), workingDay: weekdays.filter((day) => form.typed.texts[`day${day}`] === "true").map(String) });
  const hasErrors = act.answer?.kind === "refused" && !act.isBusy;
  return (
    <BlockStack gap="400">
      <Section title={say("supplier.section.automatic")}>
        <Checkbox label={say("supplier.automatic")} helpText={say("supplier.automatic.help")} {...form.tick("sendsAutomatically")} />
      </Section>
      <Section title={say("supplier.section.who")}><WhoSection form={form} /></Section>
      <Section title={say("supplier.section.hours")}><HoursSection form={form} zones={page.timeZones} workingDayError={act.errorOf("workingDay")} /></Section>
      <Section title={say("supplier.section.closures")} help={say("supplier.section.closures.help")}><ClosureSection form={form} /></Section>
      <Section title={say("supplier.section.terms")}><TermSection form={form} /></Section>
      <Section title={say("supplier.section.shipping")}><ShippingSection form={form} /></Section>
      <Section title={say("supplier.section.channels")} help={say("supplier.section.channels.help")}><ChannelSection form={form} /></Section>
      <Section title={say("supplier.section.privacy")}><Privacy form={form} /></Section>
      <Section title={say("supplier.section.limits")} help={say("supplier.section.limits.help")}><LimitSection form={form} /></Section>
      <Card>
        <InlineStack gap="300" blockAlign="center">
          <Button variant="primary" disabled={!form.isChanged} loading={act.isBusy} onClick={save}>{say("action.save")}</Button>
          {hasErrors ? <Text as="span" tone="critical">{say("form.see_fields")}</Text> : null}
        </InlineStack>
      </Card>
      <SaveBar id="supplier-save-bar" isOpen={form.isChanged} isBusy={act.isBusy} onSave={save} onDiscard={form.reset} />
    </BlockStack>
  );
}

function Section({ title, help, children }: { readonly title: string; readonly help?: string; readonly children: ReactNode }) {
  return (
    <div role="group" aria-label={title}>
      <Card>
        <BlockStack gap="300">
          <Text as="h2" variant="headingMd">{title}</Text>
          {help ? <Text as="p" tone="subdued">{help}</Text> : null}
          {children}
        </BlockStack>
      </Card>
    </div>
  );
}

function Privacy({ form: { tick } }: { readonly form: TypedForm }) {
  const { say } = useWords();
  return (
    <BlockStack gap="100">
      <Checkbox label={say("supplier.hides_prices")} {...tick("hidesPrices")} />
      <Checkbox label={say("supplier.hides_email")} {...tick("hidesEmail")} />
      <Checkbox label={say("supplier.hides_phone")} helpText={say("supplier.hides_phone.help")} {...tick("hidesPhone")} />
    </BlockStack>
  );
}

const plain = [
  "name", "kind", "locale", "contactName", "contactEmail", "contactPhone", "contactWechat", "timeZone", "leadTimeDays", "capacityPerDay", "ifUndeliverable",
  "returnName", "returnPhone", "returnAddress1", "returnCity", "returnProvince", "returnPostalCode", "returnCountryCode", "shipsFromCountryCode", "labelBuyer", "takesPoBoxes",
  "incoterm", "paymentTerms", "paymentMethod", "invoiceTitle", "addressLimit", "noteLimit", "nameLimit", "shipsBlind", "mayHaveIoss", "pricesIncludeTax",
  "invoiceWanted", "hidesEmail", "hidesPhone", "hidesPrices", "sendsAutomatically",
] as const;

function asTyped(facts: SupplierFacts, shopCurrency: string): Typed {
  const { cutOffMinute, minimumOrder } = facts;
  return {
    texts: {
      ...Object.fromEntries(plain.map((name) => [name, String(facts[name] ?? "")])),
      ...Object.fromEntries(weekdays.map((day) => [`day${day}`, String(facts.workingDays.includes(day))])),
      cutOff: cutOffMinute === null ? "" : timeOfMinute(cutOffMinute),
      minimumOrder: minimumOrder === null ? "" : formatDecimal(minimumOrder),
      minimumOrderCurrency: minimumOrder?.currency ?? shopCurrency,
      forbiddenCarriers: facts.forbiddenCarriers.join(", "),
    },
    rows: {
      closures: facts.closures.map((one) => ({ closureReason: one.reason, closureLast: one.lastOrderOn ?? "", closureFrom: one.closedFrom, closureReopens: one.reopensOn })),
      channels: facts.channels.map(({ deliveryTitle, channel }) => ({ channelTitle: deliveryTitle, channelName: channel })),
    },
  };
}
