// Before many orders are touched at once: what would be done, what is left out, and why? Nothing begins without this.
import { Banner, BlockStack, List, Modal, Select, Spinner, Text, TextField } from "@shopify/polaris";
import { useFetcher } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { mayLetGo } from "../orders/order-holds.ts";
import type { BulkAnswer, BulkPreview } from "../views/bulk-page.ts";
import type { OrdersPage } from "../views/orders-page.ts";
import { sayReason, sayWord } from "./say-reason.ts";
import { useAct, useOnceDone } from "./use-act.ts";
import { useWords } from "./words.tsx";

export type OrderBulk = "SEND" | "HOLD" | "RELEASE" | "ASSIGN" | "LET_GO";
/** The ticked rows, or all that match the page's address. */
export type Selection = { readonly orderIds: readonly string[]; readonly all: boolean; readonly search: string };

type Props = { readonly kind: OrderBulk; readonly selection: Selection; readonly page: Pick<OrdersPage, "suppliers" | "query" | "holdCodes">; onClose(): void; onStarted(): void };

const address = "/app/orders/bulk";

export function BulkDialog({ kind, selection, page, onClose, onStarted }: Props) {
  const { say } = useWords();
  const [choice, setChoice] = useState<Choice>({ note: "", supplierId: "", holdCode: firstHold(page) });
  const act = useAct({ action: address });
  const { note, ...chosen } = choice;
  const fields = { kind, ...chosen, search: selection.search, all: String(selection.all), orderId: selection.all ? [] : selection.orderIds };
  const lacks: Partial<Record<OrderBulk, boolean>> = { ASSIGN: choice.supplierId === "", LET_GO: choice.holdCode === "" };
  const isWaiting = lacks[kind] ?? false;
  const preview = usePreview(fields, isWaiting ? null : `${kind} ${choice.supplierId} ${choice.holdCode}`);
  useOnceDone(act.answer, onStarted);
  const will = preview?.kind === "preview" ? preview.will : 0;
  return (
    <Modal
      open
      onClose={onClose}
      title={say(`bulk.title.${kind}`)}
      primaryAction={{ content: say("bulk.confirm", { items: will }), loading: act.isBusy, disabled: will === 0, onAction: () => act.send({ intent: "start", note, ...fields }) }}
      secondaryActions={[{ content: say("action.cancel"), onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="400">
          <Text as="p">{say(`bulk.explain.${kind}`)}</Text>
          <ChoiceField kind={kind} page={page} choice={choice} onChange={(change) => setChoice({ ...choice, ...change })} />
          {isWaiting ? null : <Preview preview={preview} />}
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}

type Choice = { readonly note: string; readonly supplierId: string; readonly holdCode: string };

/** What the list is narrowed to, or the only reason there is. */
function firstHold({ holdCodes, query }: Props["page"]): string {
  const choices = holdCodes.filter(mayLetGo);
  return choices.find((code) => code === query.hold) ?? (choices.length === 1 ? (choices[0] ?? "") : "");
}

function ChoiceField({ kind, page, choice, onChange }: Pick<Props, "kind" | "page"> & { readonly choice: Choice; onChange(change: Partial<Choice>): void }) {
  const words = useWords();
  const { say } = words;
  if (kind === "HOLD") return <TextField label={say("bulk.note")} helpText={say("bulk.note.help")} value={choice.note} onChange={(note) => onChange({ note })} maxLength={500} autoComplete="off" multiline={2} />;
  if (kind === "ASSIGN") {
    return (
      <Select
        label={say("bulk.supplier")} value={choice.supplierId} onChange={(supplierId) => onChange({ supplierId })} placeholder={say("bulk.supplier.choose")}
        options={page.suppliers.filter((one) => one.isActive).map(({ id, name }) => ({ value: id, label: name }))}
      />
    );
  }
  if (kind !== "LET_GO") return null;
  return (
    <Select
      label={say("bulk.hold_code")} value={choice.holdCode} onChange={(holdCode) => onChange({ holdCode })} placeholder={say("bulk.hold_code.choose")}
      options={page.holdCodes.filter(mayLetGo).map((code) => ({ value: code, label: sayWord(words, "hold.name", code) }))}
    />
  );
}

/** Asked once for each choice; the selection cannot change under an open dialog. */
function usePreview(fields: Readonly<Record<string, string | readonly string[]>>, choice: string | null): BulkPreview | undefined {
  const fetcher = useFetcher<BulkAnswer>();
  const latest = useRef({ fields, fetcher });
  latest.current = { fields, fetcher };
  useEffect(() => {
    if (choice === null) return;
    const form = new FormData();
    for (const [name, value] of Object.entries({ ...latest.current.fields, intent: "preview" })) for (const one of [value].flat()) form.append(name, one);
    latest.current.fetcher.submit(form, { method: "post", action: address });
  }, [choice]);
  return fetcher.state === "idle" ? fetcher.data?.preview : undefined;
}

function Preview({ preview }: { readonly preview: BulkPreview | undefined }) {
  const words = useWords();
  const { say } = words;
  if (!preview) return <BlockStack inlineAlign="start" gap="100"><Spinner size="small" accessibilityLabel={say("bulk.counting")} /><Text as="p" tone="subdued">{say("bulk.counting")}</Text></BlockStack>;
  if (preview.kind === "failed") return <Banner tone="warning"><Text as="p">{say(preview.code, preview.params)}</Text></Banner>;
  return (
    <BlockStack gap="300">
      <Text as="p" fontWeight="semibold">{say("bulk.will", { items: preview.will })}</Text>
      {preview.skipped.length > 0 ? (
        <BlockStack gap="100">
          <Text as="p">{say("bulk.will_skip", { items: preview.items - preview.will })}</Text>
          <List>
            {preview.skipped.map(({ reason, items, names }) => (
              <List.Item key={reason.code}>
                {say("bulk.skipped_group", { items, why: sayReason(words, reason) })}
                <Text as="p" tone="subdued" breakWord>{say("bulk.for_example", { names: names.filter(Boolean).join(", ") })}</Text>
              </List.Item>
            ))}
          </List>
        </BlockStack>
      ) : null}
      {preview.staying.map(({ name, titles }) => <Text as="p" key={name} breakWord>{say("bulk.stays", { order: name, titles })}</Text>)}
    </BlockStack>
  );
}
