// Which exchange rates count, how old are they, and how do new ones come in: by hand, or from a file that is shown first?
import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Button, Card, Form, FormLayout, InlineError, InlineStack, List, Text, TextField } from "@shopify/polaris";
import { useEffect, useRef, useState } from "react";
import type { Answer } from "../views/answer.ts";
import type { RatesPreview } from "../views/settings-acts.server.ts";
import { freshRateDays, type SettingsPage, type ShownRate } from "../views/settings-page.ts";
import { useDownload } from "./download.ts";
import { useAct } from "./use-act.ts";
import { useWords } from "./words.tsx";

export function RatesCard({ page }: { readonly page: SettingsPage }) {
  const { say } = useWords();
  const download = useDownload();
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">{say("settings.rates.title")}</Text>
        <Text as="p" tone="subdued">{say("settings.rates.help")}</Text>
        {page.rates.length === 0 ? <Text as="p">{say("settings.rates.none")}</Text> : <List>{page.rates.map((rate) => <Rate key={`${rate.from}${rate.to}`} rate={rate} />)}</List>}
        <ByHand page={page} />
        <FromFile />
        <InlineStack>
          <Button variant="plain" disabled={page.rates.length === 0} loading={download.isBusy} onClick={() => download.start("/app/settings/rates")}>{say("settings.rates.download")}</Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

function Rate({ rate }: { readonly rate: ShownRate }) {
  const { say } = useWords();
  const isOld = rate.days > freshRateDays;
  return (
    <List.Item>
      <Text as="span">{say("settings.rates.pair", { from: rate.from, to: rate.to, rate: rate.rate })}</Text>{" "}
      <Text as="span" tone="subdued">{say(rate.source === "file" ? "settings.rates.from_file" : "settings.rates.from_merchant", { on: rate.quotedOn })}</Text>{" "}
      <Text as="span" tone={isOld ? "critical" : "subdued"}>{say(isOld ? "settings.rates.old" : "settings.rates.days", { days: rate.days })}</Text>
    </List.Item>
  );
}

function ByHand({ page }: { readonly page: SettingsPage }) {
  const { say } = useWords();
  const act = useAct();
  const [typed, setTyped] = useState({ from: "", rate: "", quotedOn: page.today });
  return (
    <Form onSubmit={() => act.send({ intent: "rate", to: page.shopCurrency, ...typed })}>
      <FormLayout>
        <FormLayout.Group condensed>
          <TextField label={say("settings.rates.from")} placeholder="CNY" value={typed.from} onChange={(from) => setTyped({ ...typed, from })} autoComplete="off" error={act.errorOf("from")} />
          <TextField
            label={say("settings.rates.rate")} suffix={page.shopCurrency} value={typed.rate} onChange={(rate) => setTyped({ ...typed, rate })} inputMode="decimal" autoComplete="off"
            error={act.errorOf("rate") || act.errorOf("to")}
          />
        </FormLayout.Group>
        <TextField label={say("settings.rates.day")} type="date" value={typed.quotedOn} onChange={(quotedOn) => setTyped({ ...typed, quotedOn })} autoComplete="off" error={act.errorOf("quotedOn")} />
        <InlineStack><Button submit loading={act.isBusy}>{say("settings.rates.add")}</Button></InlineStack>
      </FormLayout>
    </Form>
  );
}

function FromFile() {
  const { say } = useWords();
  const asked = useFetcher<RatesPreview | Answer>();
  const input = useRef<HTMLInputElement>(null);
  const [isPutAway, setPutAway] = useState(false);
  const answer = asked.data;
  const fault = answer?.kind === "refused" ? answer.errors["file"] : undefined;
  const look = () => {
    const form = new FormData();
    form.set("intent", "preview");
    const file = input.current?.files?.[0];
    if (file) form.set("file", file);
    setPutAway(false);
    void asked.submit(form, { method: "post", encType: "multipart/form-data" });
  };
  return (
    <BlockStack gap="200">
      <label htmlFor="rates-file">{say("settings.rates.file")}</label>
      <input id="rates-file" ref={input} type="file" accept=".csv,.xlsx" style={{ maxWidth: "100%" }} aria-describedby="rates-file-help" />
      <Text as="p" tone="subdued" id="rates-file-help">{say("settings.rates.file.help")}</Text>
      {fault ? <InlineError message={say(fault.code, fault.params)} fieldID="rates-file" /> : null}
      <InlineStack><Button onClick={look} loading={asked.state !== "idle"}>{say("settings.rates.preview")}</Button></InlineStack>
      {answer?.kind === "preview" && !isPutAway ? <Preview preview={answer} onDone={() => setPutAway(true)} /> : null}
    </BlockStack>
  );
}

const shownRows = 10;

function Preview({ preview, onDone }: { readonly preview: Extract<RatesPreview, { kind: "preview" }>; onDone(): void }) {
  const { say } = useWords();
  const act = useAct();
  const { rates, refused } = preview;
  const { answer } = act;
  useEffect(() => {
    if (answer?.kind === "done") onDone();
  }, [answer, onDone]);
  return (
    <BlockStack gap="200">
      <Text as="p">{say("settings.rates.read", { rows: rates.length })}</Text>
      <List>{rates.slice(0, shownRows).map((rate) => <List.Item key={`${rate.from}${rate.to}${rate.quotedOn}`}>{`${say("settings.rates.pair", { from: rate.from, to: rate.to, rate: rate.rate })}, ${rate.quotedOn}`}</List.Item>)}</List>
      {refused.length > 0 ? (
        <Banner tone="warning" title={say("settings.rates.refused", { rows: refused.length })}>
          <List>{refused.slice(0, shownRows).map(({ row, why }) => <List.Item key={row}>{say("settings.rates.row", { row, why: say(why.code, why.params) })}</List.Item>)}</List>
        </Banner>
      ) : null}
      {rates.length > 0 ? (
        <InlineStack><Button loading={act.isBusy} onClick={() => act.send({ intent: "rates", rates: JSON.stringify(rates) })}>{say("settings.rates.save", { rows: rates.length })}</Button></InlineStack>
      ) : null}
    </BlockStack>
  );
}
