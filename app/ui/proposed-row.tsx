// One line of a reply as it was read: its order, its parcel, what is doubtful about it, and what a person decides.
import { Badge, BlockStack, Box, Button, Checkbox, FormLayout, InlineError, InlineStack, Select, Text, TextField } from "@shopify/polaris";
import type { Confidence, Doubt, Proposed } from "../shipments/plan-reply.ts";
import type { ChoosableOrder } from "../views/reply-preview.ts";
import { sayWord } from "./say-reason.ts";
import { useWords, type Words } from "./words.tsx";

export type Choice = {
  readonly isTaken: boolean;
  /** Empty until it is known. */
  readonly supplierOrderId: string;
  readonly isSplit: boolean;
  /** As typed, by the order's line. */
  readonly quantities: Readonly<Record<string, string>>;
};

type Props = {
  readonly proposal: Proposed;
  readonly orders: readonly ChoosableOrder[];
  readonly choice: Choice;
  readonly error: string;
  onChange(change: Partial<Choice>): void;
};

const tones = { sure: "success", ask: "attention", blocked: "critical" } as const satisfies Record<Confidence, string>;

export function ProposedRow({ proposal, orders, choice, error, onChange }: Props) {
  const words = useWords();
  const { say } = words;
  const isBlocked = proposal.confidence === "blocked";
  const order = orders.find(({ supplierOrderId }) => supplierOrderId === choice.supplierOrderId);
  const what = whatOf(words, proposal);
  return (
    <div role="group" aria-label={`${say("reply.line", { line: proposal.lineNumber })}: ${what}`}>
      <Box background="bg-surface-secondary" padding="300" borderRadius="200">
        <BlockStack gap="200">
          <InlineStack gap="200" blockAlign="center">
            <Checkbox
              label={order ? `${order.orderName} · ${order.supplierName}` : say("reply.choose_order")} ariaDescribedBy={`${proposal.key}-text`}
              checked={choice.isTaken && !isBlocked} disabled={isBlocked} onChange={(isTaken) => onChange({ isTaken })}
            />
            <Badge tone={tones[proposal.confidence]}>{say(`reply.confidence.${proposal.confidence}`)}</Badge>
          </InlineStack>
          <Text as="p" fontWeight="semibold" breakWord>{what}</Text>
          <Text as="p" tone="subdued" breakWord id={`${proposal.key}-text`}>{`${say("reply.line", { line: proposal.lineNumber })}: ${proposal.text}`}</Text>
          {proposal.doubts.map((doubt) => <Text key={doubt.code} as="p" breakWord>{sayDoubt(words, doubt)}</Text>)}
          {isBlocked ? null : <ChooseOrder proposal={proposal} orders={orders} choice={choice} onChange={onChange} />}
          {proposal.kind === "parcel" && order && !isBlocked ? <Contents order={order} choice={choice} onChange={onChange} /> : null}
          {error ? <InlineError message={error} fieldID={proposal.key} /> : null}
        </BlockStack>
      </Box>
    </div>
  );
}

function whatOf({ say }: Words, proposal: Proposed): string {
  if (proposal.kind === "parcel") return say("reply.parcel", { company: proposal.company ?? say("reply.no_company"), number: proposal.number });
  const reason = proposal.code === "out_of_stock" || proposal.code === "destination_not_served" ? proposal.code : "other";
  return say("reply.refusal", { reason: say(`reply.refusal.${reason}`) });
}

function sayDoubt(words: Words, { code, params }: Doubt): string {
  const { state } = params;
  return words.say(`reply.doubt.${code}`, typeof state === "string" ? { ...params, state: sayWord(words, "supplier_order.state", state) } : params);
}

function ChooseOrder({ proposal, orders, choice, onChange }: Omit<Props, "error">) {
  const { say } = useWords();
  const isCertain = proposal.supplierOrderId !== null && !proposal.doubts.some(({ code }) => code === "used_before" || code === "number_twice" || code === "by_name");
  if (isCertain) return null;
  const among = orders.filter(({ isOpen, supplierOrderId }) => isOpen && (proposal.candidates.length < 2 || proposal.candidates.includes(supplierOrderId)));
  const options = [{ value: "", label: say("reply.choose_order") }, ...among.map(({ supplierOrderId, orderName, supplierName }) => ({ value: supplierOrderId, label: `${orderName} · ${supplierName}` }))];
  return <Select label={say("reply.order")} options={options} value={choice.supplierOrderId} onChange={(supplierOrderId) => onChange({ supplierOrderId, quantities: {}, isTaken: supplierOrderId !== "" })} />;
}

function Contents({ order, choice, onChange }: { readonly order: ChoosableOrder } & Pick<Props, "choice" | "onChange">) {
  const { say } = useWords();
  if (!choice.isSplit) {
    return (
      <InlineStack gap="200" blockAlign="center">
        <Text as="span" tone="subdued">{say("reply.everything")}</Text>
        <Button variant="plain" onClick={() => onChange({ isSplit: true })}>{say("reply.split")}</Button>
      </InlineStack>
    );
  }
  return (
    <FormLayout>
      {order.lines.map(({ lineReference, title, left }) => (
        <TextField
          key={lineReference} label={say("reply.packs_of", { title, left })} inputMode="numeric" autoComplete="off" value={choice.quantities[lineReference] ?? ""}
          onChange={(value) => onChange({ quantities: { ...choice.quantities, [lineReference]: value }, isTaken: true })}
        />
      ))}
      <InlineStack><Button variant="plain" onClick={() => onChange({ isSplit: false, quantities: {} })}>{say("reply.everything")}</Button></InlineStack>
    </FormLayout>
  );
}
