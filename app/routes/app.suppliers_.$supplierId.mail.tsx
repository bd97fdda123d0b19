// The wording of the mails to one supplier, with a preview that follows every key.
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Banner, BlockStack, Button, Card, Form, FormLayout, InlineStack, Layout, Page, Select, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { languageNames, languages, type Language } from "../platform/words/words.ts";
import { TEXT_PLACES, type TextPlace } from "../suppliers/letterhead.ts";
import { fill, PLACEHOLDERS, unknownNames } from "../suppliers/mail-text.ts";
import { useAct } from "../ui/use-act.ts";
import { useWords } from "../ui/words.tsx";
import { found, idIn, openShopPage } from "../views/open-shop-page.server.ts";
import { readSupplierTexts, saveSupplierTexts, sendTestMail } from "../views/supplier-texts-page.server.ts";
import type { SupplierTextsPage } from "../views/supplier-texts-page.ts";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { inShop, tools } = await openShopPage(request, context);
  const id = idIn(params, "supplierId");
  return found(await inShop((tx) => readSupplierTexts(tx, tools.mail, id)));
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const { act, inShop, tools } = await openShopPage(request, context);
  const id = idIn(params, "supplierId");
  const form = await request.formData();
  const page = found(await inShop((tx) => readSupplierTexts(tx, tools.mail, id)));
  if (form.get("intent") === "test") return await sendTestMail({ page, mailer: tools.mail, form });
  return await act((tx) => saveSupplierTexts(tx, form, id));
}

type Typed = Readonly<Record<TextPlace, string>>;
const textsOf = ({ own, usual }: SupplierTextsPage, language: Language): Typed =>
  Object.fromEntries(TEXT_PLACES.map((place) => [place, own[`${place}:${language}`] ?? usual[`${place}:${language}`]])) as Typed;

const labels = { "mail.subject": "mail.texts.subject", "mail.text": "mail.texts.text", "mail.reminder.subject": "mail.texts.reminder_subject", "mail.reminder.text": "mail.texts.reminder_text" } as const;

export default function SupplierTexts() {
  const page = useLoaderData<typeof loader>();
  const { say } = useWords();
  const [language, setLanguage] = useState<Language>(page.supplier.language);
  const [typed, setTyped] = useState<Typed>(() => textsOf(page, language));
  const choose = (chosen: string) => {
    const next = chosen === "en" ? "en" : "zh-CN";
    setLanguage(next);
    setTyped(textsOf(page, next));
  };
  return (
    <Page title={say("mail.texts.title", { supplier: page.supplier.name })} subtitle={say("mail.texts.subtitle")} backAction={{ content: say("suppliers.title"), url: "/app/suppliers" }}>
      <BlockStack gap="400">
        {page.isSetUp ? null : <Banner tone="warning"><Text as="p">{say("mail.settings.not_set_up")}</Text></Banner>}
        <Layout>
          <Layout.Section variant="oneHalf">
            <Card>
              <BlockStack gap="400">
                <Select label={say("mail.texts.language")} options={languages.map((value) => ({ value, label: languageNames[value] }))} value={language} onChange={choose} />
                <Texts page={page} language={language} typed={typed} onChange={(place, text) => setTyped((before) => ({ ...before, [place]: text }))} />
              </BlockStack>
            </Card>
          </Layout.Section>
          <Layout.Section variant="oneHalf"><Preview page={page} language={language} typed={typed} /></Layout.Section>
        </Layout>
      </BlockStack>
    </Page>
  );
}

type PartProps = { readonly page: SupplierTextsPage; readonly language: Language; readonly typed: Typed };

function Texts({ page, language, typed, onChange }: PartProps & { onChange(place: TextPlace, text: string): void }) {
  const { say } = useWords();
  const act = useAct();
  const usual = () => TEXT_PLACES.forEach((place) => onChange(place, page.usual[`${place}:${language}`]));
  return (
    <Form onSubmit={() => act.send({ intent: "save", language, ...typed })}>
      <FormLayout>
        <Text as="p" tone="subdued" breakWord>{say("mail.texts.names", { names: PLACEHOLDERS.map((name) => `{${name}}`).join(" ") })}</Text>
        {TEXT_PLACES.map((place) => {
          const unknown = unknownNames(typed[place]);
          const slip = unknown.length > 0 ? say("mail.texts.unknown", { names: unknown.map((name) => `{${name}}`).join(" ") }) : false;
          return <TextField key={place} label={say(labels[place])} value={typed[place]} onChange={(text) => onChange(place, text)} error={act.errorOf(place) || slip} autoComplete="off" {...(place.endsWith("text") ? { multiline: 8 } : {})} />;
        })}
        <InlineStack gap="200">
          <Button submit variant="primary" loading={act.isBusy}>{say("mail.texts.save")}</Button>
          <Button variant="tertiary" onClick={usual}>{say("mail.texts.usual")}</Button>
        </InlineStack>
      </FormLayout>
    </Form>
  );
}

function Preview({ page, language, typed }: PartProps) {
  const { say } = useWords();
  const act = useAct();
  const [to, setTo] = useState(page.testTo);
  const shown = (place: TextPlace) => fill(typed[place] || page.usual[`${place}:${language}`], page.facts[language]);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">{say("mail.texts.preview")}</Text>
        <Text as="p" tone="subdued">{say(page.isSample ? "mail.texts.preview.sample" : "mail.texts.preview.last")}</Text>
        <Text as="p" fontWeight="semibold" breakWord>{shown("mail.subject")}</Text>
        <div style={{ whiteSpace: "pre-line", overflowWrap: "anywhere" }}>{shown("mail.text")}</div>
        <TextField label={say("mail.texts.test.to")} type="email" value={to} onChange={setTo} error={act.errorOf("to")} autoComplete="email" />
        <InlineStack><Button loading={act.isBusy} onClick={() => act.send({ intent: "test", language, to, ...typed })}>{say("mail.texts.test")}</Button></InlineStack>
      </BlockStack>
    </Card>
  );
}
