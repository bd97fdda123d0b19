// What is asked of the customer, how his link stands, and a form for whoever knows the answer already.
import { Badge, Banner, BlockStack, Button, Card, FormLayout, InlineStack, Modal, Select, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import type { DetailField } from "../orders/asked-details.ts";
import type { ShownDetails } from "../views/order-details.ts";
import { useAct, useOnceDone } from "./use-act.ts";
import { useWords, type Words } from "./words.tsx";

type Part = { readonly details: ShownDetails };

export function DetailsCard({ details }: { readonly details: ShownDetails | null }) {
  const { say } = useWords();
  if (!details) return null;
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">{say("ask.title")}</Text>
        <Doubts details={details} />
        <Given details={details} />
        <LinkPart details={details} />
        {details.asked.fields.length > 0 ? <TypeIn details={details} /> : null}
      </BlockStack>
    </Card>
  );
}

const wordOf = ({ say }: Words, field: DetailField, { asked }: ShownDetails): string =>
  field === "identity" && asked.number ? say(`missing.${asked.number}`) : say(`details.${field}`);

function Doubts({ details }: Part) {
  const { say } = useWords();
  if (details.doubts.length === 0) return null;
  return <Banner tone="info"><Text as="p">{say("ask.doubt", { fields: details.doubts.map((field) => say(`missing.${field}`)).join(", ") })}</Text></Banner>;
}

function Given({ details }: Part) {
  const words = useWords();
  const { given } = details;
  if (!given) return null;
  const who = given.by === null ? words.say("ask.by_customer") : words.say("ask.by_staff");
  return (
    <BlockStack gap="100" inlineAlign="start">
      <Badge tone={given.state === "WRITTEN" ? "success" : given.state === "REFUSED" ? "critical" : "info"}>{words.say(`ask.given.${given.state}`)}</Badge>
      <Text as="p">{words.say("ask.given", { fields: given.fields.map((field) => wordOf(words, field, details)).join(", "), who, at: words.formatInstant(given.at) })}</Text>
    </BlockStack>
  );
}

function LinkPart({ details }: Part) {
  const words = useWords();
  const { say, formatInstant } = words;
  const { asked, link } = details;
  const isAsked = asked.fields.length > 0;
  return (
    <BlockStack gap="300" inlineAlign="start">
      {isAsked ? <Text as="p">{say("ask.fields", { fields: asked.fields.map((field) => wordOf(words, field, details)).join(", ") })}</Text> : null}
      {link ? <Text as="p" tone="subdued">{say(`ask.link.${link.state}`, { at: formatInstant(link.createdAt), until: formatInstant(link.expiresAt) })}</Text> : null}
      {link?.address && isAsked ? <Address address={link.address} /> : null}
      <InlineStack gap="200">
        {isAsked ? <AskButton link={link} /> : null}
        {link?.address ? <Revoke /> : null}
      </InlineStack>
    </BlockStack>
  );
}

/** A link that waits for its answer is asked with again, not made twice. */
function AskButton({ link }: Pick<ShownDetails, "link">) {
  const { say } = useWords();
  const ask = useAct();
  if (link?.address && link.state !== "answered") return null;
  return <Button variant="primary" loading={ask.isBusy} onClick={() => ask.send({ intent: "details.ask" })}>{say("ask.ask")}</Button>;
}

function Revoke() {
  const { say } = useWords();
  const [isRevoking, setRevoking] = useState(false);
  return (
    <>
      <Button tone="critical" onClick={() => setRevoking(true)}>{say("ask.revoke")}</Button>
      {isRevoking ? <RevokeDialog onClose={() => setRevoking(false)} /> : null}
    </>
  );
}

/** Frames and older browsers may refuse the clipboard; the address stands in its field then. */
function Address({ address }: { readonly address: string }) {
  const { say } = useWords();
  const [isCopied, setCopied] = useState(false);
  const copy = () => void navigator.clipboard.writeText(address).then(() => setCopied(true), () => setCopied(false));
  return (
    <BlockStack gap="200">
      <TextField label={say("ask.link")} helpText={say("ask.link.help")} value={address} readOnly autoComplete="off" selectTextOnFocus />
      <InlineStack><Button onClick={copy}>{say(isCopied ? "ask.copied" : "ask.copy")}</Button></InlineStack>
    </BlockStack>
  );
}

function RevokeDialog({ onClose }: { onClose(): void }) {
  const { say } = useWords();
  const act = useAct();
  useOnceDone(act.answer, onClose);
  return (
    <Modal
      open onClose={onClose} title={say("ask.revoke")}
      primaryAction={{ content: say("ask.revoke"), destructive: true, loading: act.isBusy, onAction: () => act.send({ intent: "details.revoke" }) }}
      secondaryActions={[{ content: say("action.cancel"), onAction: onClose }]}
    >
      <Modal.Section><Text as="p">{say("ask.revoke.explain")}</Text></Modal.Section>
    </Modal>
  );
}

function TypeIn({ details }: Part) {
  const words = useWords();
  const { say } = words;
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState<Partial<Record<DetailField, string>>>({});
  const act = useAct();
  useOnceDone(act.answer, () => setOpen(false));
  if (!isOpen) return <InlineStack><Button variant="plain" onClick={() => setOpen(true)}>{say("ask.type")}</Button></InlineStack>;
  const { asked, provinces } = details;
  const field = (name: DetailField) => ({ label: wordOf(words, name, details), value: typed[name] ?? "", error: act.errorOf(name), onChange: (value: string) => setTyped({ ...typed, [name]: value }) });
  const options = [{ value: "", label: say("details.choose") }, ...provinces.map(({ code, name }) => ({ value: code, label: name }))];
  return (
    <FormLayout>
      {asked.fields.map((name) => (name === "province" && provinces.length > 0
        ? <Select key={name} {...field(name)} options={options} />
        : <TextField key={name} {...field(name)} autoComplete="off" maxLength={255} />))}
      <InlineStack gap="200">
        <Button variant="primary" loading={act.isBusy} onClick={() => act.send({ intent: "details.type", ...typed })}>{say("ask.save")}</Button>
        <Button onClick={() => setOpen(false)}>{say("action.cancel")}</Button>
      </InlineStack>
    </FormLayout>
  );
}
