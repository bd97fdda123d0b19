// From whom do suppliers get their mail, and what does the shop's own domain still lack?
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Badge, Banner, BlockStack, Button, Card, Form, FormLayout, InlineStack, Page, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { checkMailDomain } from "../merchants/mail-domain.server.ts";
import { useAct } from "../ui/use-act.ts";
import { useWords } from "../ui/words.tsx";
import { readMailSettings, saveMailSettings, saveSeenRecords } from "../views/mail-settings-page.server.ts";
import type { MailSettingsPage } from "../views/mail-settings-page.ts";
import { openShopPage } from "../views/open-shop-page.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { inShop, tools } = await openShopPage(request, context);
  return await inShop((tx) => readMailSettings(tx, tools.mail));
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { act, inShop, tools } = await openShopPage(request, context);
  const form = await request.formData();
  if (form.get("intent") !== "check") return await act((tx) => saveMailSettings(tx, form));
  const { fromAddress } = await inShop((tx) => readMailSettings(tx, tools.mail));
  // The DNS may be slow: it is asked outside of any transaction.
  const records = tools.mail && fromAddress ? await checkMailDomain(fromAddress, tools.mail, tools.env.DNS_SERVERS) : [];
  return await act((tx) => saveSeenRecords(tx, records, tools.now()));
}

export default function MailSettings() {
  const page = useLoaderData<typeof loader>();
  const { say } = useWords();
  return (
    <Page title={say("mail.settings.title")} subtitle={say("mail.settings.subtitle")}>
      <BlockStack gap="400">
        {page.isSetUp ? null : <Banner tone="warning"><Text as="p">{say("mail.settings.not_set_up")}</Text></Banner>}
        <SenderCard page={page} />
        {page.fromAddress && page.isSetUp ? <RecordsCard page={page} /> : null}
      </BlockStack>
    </Page>
  );
}

function SenderCard({ page }: { readonly page: MailSettingsPage }) {
  const { say } = useWords();
  const act = useAct();
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({ fromName: page.fromName, replyTo: page.replyTo, fromAddress: page.fromAddress });
  const bind = (name: string) => ({ value: typed[name] ?? "", onChange: (value: string) => setTyped((before) => ({ ...before, [name]: value })), error: act.errorOf(name), autoComplete: "off" });
  return (
    <Card>
      <Form onSubmit={() => act.send({ intent: "save", ...typed })}>
        <FormLayout>
          <TextField label={say("mail.settings.from_name")} helpText={say("mail.settings.from_name.help")} placeholder={page.shopName} {...bind("fromName")} />
          <TextField label={say("mail.settings.reply_to")} helpText={say("mail.settings.reply_to.help")} type="email" {...bind("replyTo")} />
          <TextField label={say("mail.settings.own")} helpText={say("mail.settings.own.help", { address: page.ourAddress || "–" })} type="email" {...bind("fromAddress")} />
          <InlineStack><Button submit variant="primary" loading={act.isBusy}>{say("mail.settings.save")}</Button></InlineStack>
        </FormLayout>
      </Form>
    </Card>
  );
}

function RecordsCard({ page }: { readonly page: MailSettingsPage }) {
  const { say } = useWords();
  const act = useAct();
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">{say("mail.settings.records")}</Text>
        {page.signs ? null : <Banner tone="warning"><Text as="p">{say("mail.settings.no_dkim")}</Text></Banner>}
        {page.records.map((record) => (
          <BlockStack key={record.kind} gap="200">
            <InlineStack gap="200"><Text as="h3" variant="headingSm">{say(`mail.settings.${record.kind}`)}</Text><Badge tone={record.isSeen ? "success" : "attention"}>{say(record.isSeen ? "mail.settings.seen" : "mail.settings.missing")}</Badge></InlineStack>
            <TextField label={say("mail.settings.record", { type: "TXT", name: record.name })} value={record.value} readOnly multiline={2} autoComplete="off" selectTextOnFocus />
          </BlockStack>
        ))}
        <InlineStack><Button loading={act.isBusy} onClick={() => act.send({ intent: "check" })}>{say("mail.settings.check")}</Button></InlineStack>
      </BlockStack>
    </Card>
  );
}
