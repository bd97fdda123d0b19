// The cards of the settings that are typed into; what cannot be used is said at its field.
import { BlockStack, Button, Card, Checkbox, Form, FormLayout, InlineStack, Link, Select, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { languageNames, languages, type Code } from "../platform/words/words.ts";
import { packingFields, senderFields, taxFields, type SettingsPage, type SettingValues, type TextSetting } from "../views/settings-page.ts";
import { useAct } from "./use-act.ts";
import { useWords } from "./words.tsx";

const cards = { sender: senderFields, packing: packingFields, tax: taxFields } as const;

const labels: Readonly<Record<TextSetting, Code>> = {
  senderName: "settings.sender.name", senderPhone: "settings.sender.phone", senderAddress1: "settings.sender.address1", senderCity: "settings.sender.city",
  senderProvince: "settings.sender.province", senderPostalCode: "settings.sender.postal_code", senderCountryCode: "settings.sender.country",
  packingInstructionsEn: "settings.packing.en", packingInstructionsZh: "settings.packing.zh",
  iossNumber: "settings.tax.ioss", vatNumber: "settings.tax.vat", eoriNumber: "settings.tax.eori", language: "settings.language.label",
};

export function TextsCard({ card, values }: { readonly card: keyof typeof cards; readonly values: SettingValues }) {
  const { say } = useWords();
  const act = useAct();
  const names: readonly TextSetting[] = cards[card];
  const [typed, setTyped] = useState<Record<string, string>>(Object.fromEntries(names.map((name) => [name, values[name]])));
  return (
    <Card>
      <Form onSubmit={() => act.send({ intent: card, ...typed })}>
        <FormLayout>
          <Text as="h2" variant="headingMd">{say(`settings.${card}.title`)}</Text>
          <Text as="p" tone="subdued">{say(`settings.${card}.help`)}</Text>
          {names.map((name) => (
            <TextField
              key={name} label={say(labels[name])} value={typed[name] ?? ""} onChange={(text) => setTyped({ ...typed, [name]: text })} autoComplete="off"
              error={act.errorOf(name)} multiline={card === "packing" ? 3 : false}
              helpText={name === "senderCountryCode" ? say("settings.sender.country.help") : undefined}
            />
          ))}
          <InlineStack><Button submit loading={act.isBusy}>{say("settings.save")}</Button></InlineStack>
        </FormLayout>
      </Form>
    </Card>
  );
}

export function CustomersCard({ page: { values, links } }: { readonly page: SettingsPage }) {
  const { say } = useWords();
  const act = useAct();
  const { notifyCustomer, showsParcelsToCustomers } = values;
  const save = (change: Partial<SettingValues>) => {
    const next = { notifyCustomer, showsParcelsToCustomers, ...change };
    act.send({ intent: "customers", notifyCustomer: String(next.notifyCustomer), showsParcelsToCustomers: String(next.showsParcelsToCustomers) });
  };
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">{say("settings.customers.title")}</Text>
        <Checkbox label={say("settings.customers.notify")} checked={notifyCustomer} disabled={act.isBusy} onChange={(on) => save({ notifyCustomer: on })} />
        <Checkbox
          label={say("settings.customers.shows")} helpText={say("settings.customers.shows.help")} checked={showsParcelsToCustomers} disabled={act.isBusy}
          onChange={(on) => save({ showsParcelsToCustomers: on })}
        />
        {showsParcelsToCustomers ? (
          <BlockStack gap="200">
            <Text as="p">{say("settings.customers.page")}</Text>
            <InlineStack gap="400">
              <Link url={links.page} target="_blank">{say("settings.customers.open_page")}</Link>
              <Link url={links.menu} target="_blank">{say("settings.customers.menu")}</Link>
            </InlineStack>
            <Text as="p">{say("settings.customers.block")}</Text>
            <InlineStack><Link url={links.editor} target="_blank">{say("settings.customers.open_editor")}</Link></InlineStack>
          </BlockStack>
        ) : null}
      </BlockStack>
    </Card>
  );
}

export function StockCard({ hours }: { readonly hours: number }) {
  const { say } = useWords();
  const act = useAct();
  const [typed, setTyped] = useState(String(hours));
  return (
    <Card>
      <Form onSubmit={() => act.send({ intent: "stock", stockFreshHours: typed })}>
        <FormLayout>
          <TextField
            label={say("settings.stock.label")} helpText={say("settings.stock.help")} value={typed} onChange={setTyped} inputMode="numeric" autoComplete="off"
            error={act.errorOf("stockFreshHours")}
          />
          <InlineStack><Button submit loading={act.isBusy}>{say("settings.save")}</Button></InlineStack>
        </FormLayout>
      </Form>
    </Card>
  );
}

export function LanguageCard({ language }: { readonly language: string }) {
  const { say } = useWords();
  const act = useAct();
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">{say("settings.language.title")}</Text>
        <Select
          label={say("settings.language.label")} labelHidden helpText={say("settings.language.help")} value={language} disabled={act.isBusy}
          options={[{ value: "", label: say("settings.language.shopify") }, ...languages.map((one) => ({ value: one, label: languageNames[one] }))]}
          onChange={(chosen) => act.send({ intent: "language", language: chosen })}
        />
      </BlockStack>
    </Card>
  );
}
