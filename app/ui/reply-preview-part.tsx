// What was read of a reply, line by line: what goes, what a person must say first, and what cannot go. Recorded only by the button.
import { Banner, BlockStack, Button, InlineStack, List, Text } from "@shopify/polaris";
import { useEffect, useState } from "react";
import type { Proposed } from "../shipments/plan-reply.ts";
import type { Decision, ReplyPreview } from "../views/reply-preview.ts";
import { ProposedRow, type Choice } from "./proposed-row.tsx";
import { useAct } from "./use-act.ts";
import { useWords } from "./words.tsx";

type Choices = Readonly<Record<string, Choice>>;

const choiceFor = (proposal: Proposed, preview: ReplyPreview): Choice => {
  const said = proposal.kind === "parcel" ? proposal.lines : [];
  // Several parcels of one order, or a count that does not fit: what lies in each has to be said.
  const isSplit = said.length > 0 || proposal.doubts.some(({ code }) => ["two_numbers", "quantity", "with_refusal"].includes(code));
  return {
    isTaken: proposal.confidence === "sure",
    supplierOrderId: preview.orders.some((order) => order.supplierOrderId === proposal.supplierOrderId) ? (proposal.supplierOrderId ?? "") : "",
    isSplit: proposal.kind === "parcel" && isSplit,
    quantities: Object.fromEntries(said.map(({ lineReference, quantity }) => [lineReference, String(quantity)])),
  };
};

export function ReplyPreviewPart({ preview, onDone }: { readonly preview: ReplyPreview; onDone(): void }) {
  const { say } = useWords();
  const act = useAct();
  const [choices, setChoices] = useState<Choices>(() => Object.fromEntries(preview.proposals.map((one) => [one.key, choiceFor(one, preview)])));
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const { answer } = act;
  useEffect(() => {
    if (answer?.kind === "done" && answer.code === "reply.recorded") onDone();
  }, [answer, onDone]);
  const taken = preview.proposals.filter(({ key, confidence }) => confidence !== "blocked" && choices[key]?.isTaken);
  const record = (): void => {
    const made = taken.map((one) => toDecision(one, choices[one.key]));
    const unclear = Object.fromEntries(made.flatMap((one, index) => ("error" in one ? [[taken[index]?.key ?? "", say(one.error)]] : [])));
    setErrors(unclear);
    if (Object.keys(unclear).length > 0) return;
    act.send({ intent: "record-reply", text: preview.text, decisions: JSON.stringify(made) });
  };
  const parcels = taken.filter(({ kind }) => kind === "parcel").length;
  return (
    <BlockStack gap="400">
      <Text as="h3" variant="headingSm">{say("reply.preview")}</Text>
      {preview.file?.notices.map(({ code, params }) => <Banner key={code} tone="info"><Text as="p">{say(code, params)}</Text></Banner>)}
      {preview.proposals.length === 0 ? <Text as="p">{say("reply.nothing_found")}</Text> : null}
      {preview.proposals.map((one) => (
        <ProposedRow
          key={one.key} proposal={one} orders={preview.orders} choice={choices[one.key] ?? choiceFor(one, preview)} error={errors[one.key] ?? (act.errorOf(one.key) || "")}
          onChange={(change) => setChoices((before) => ({ ...before, [one.key]: { ...(before[one.key] ?? choiceFor(one, preview)), ...change } }))}
        />
      ))}
      <Ignored preview={preview} />
      <InlineStack gap="200">
        {preview.proposals.length > 0 ? <Button variant="primary" loading={act.isBusy} disabled={taken.length === 0} onClick={record}>{say("reply.record", { parcels, refusals: taken.length - parcels })}</Button> : null}
        <Button disabled={act.isBusy} onClick={onDone}>{say("reply.discard")}</Button>
      </InlineStack>
    </BlockStack>
  );
}

function Ignored({ preview }: { readonly preview: ReplyPreview }) {
  const { say } = useWords();
  if (preview.ignored.length === 0) return null;
  return (
    <BlockStack gap="100">
      <Text as="h4" variant="headingXs">{say("reply.ignored")}</Text>
      <List>{preview.ignored.slice(0, 50).map(({ lineNumber, text }) => <List.Item key={`${lineNumber} ${text}`}><Text as="span" breakWord>{`${say("reply.line", { line: lineNumber })}: ${text}`}</Text></List.Item>)}</List>
    </BlockStack>
  );
}

/** What the person has made of a proposal, or what is missing. */
function toDecision(proposal: Proposed, choice: Choice | undefined): Decision | { error: "reply.order_needed" | "reply.bad_quantity" } {
  if (!choice?.supplierOrderId) return { error: "reply.order_needed" };
  const { key, text } = proposal;
  const about = { key, text, supplierOrderId: choice.supplierOrderId };
  if (proposal.kind === "refusal") return { ...about, kind: "refusal", code: proposal.code };
  const typed = Object.entries(choice.quantities).filter(([, quantity]) => quantity.trim() !== "" && quantity.trim() !== "0");
  if (choice.isSplit && (typed.length === 0 || typed.some(([, quantity]) => !/^\d{1,6}$/.test(quantity.trim())))) return { error: "reply.bad_quantity" };
  const lines = choice.isSplit ? typed.map(([lineReference, quantity]) => ({ lineReference, quantity: Number(quantity) })) : [];
  return { ...about, kind: "parcel", number: proposal.number, company: proposal.company, lines };
}
