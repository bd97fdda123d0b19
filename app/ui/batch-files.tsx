// The sheet as a workbook, as CSV, or as text for a chat. Taking it marks nothing: the person is asked whether it was handed over.
import { Banner, BlockStack, Button, InlineStack, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { handOverAddress, type FileFormat, type ShownBatch } from "../views/hand-over-page.ts";
import { fetchFile, saveFile } from "./download-file.ts";
import { useAct } from "./use-act.ts";
import { useWords, type Words } from "./words.tsx";

/** What was taken last, and exactly which orders it held: what joins the sheet later is not handed over with them. */
type Taken = { readonly way: "file" | "wechat"; readonly orders: readonly string[]; readonly text: string | null; readonly isCopied: boolean };

type Taking = { readonly taken: Taken | null; readonly busy: FileFormat | null; readonly hasFailed: boolean; take(format: FileFormat): void; copyAgain(): void };

export function BatchFiles({ batch, isAgain = false }: { readonly batch: ShownBatch; readonly isAgain?: boolean }) {
  const { say } = useWords();
  const taking = useTaking(batch);
  const { taken, busy, take } = taking;
  const button = (format: FileFormat, text: string, isMain = false) => (
    <Button variant={isMain ? "primary" : "secondary"} loading={busy === format} disabled={busy !== null} onClick={() => take(format)}>{text}</Button>
  );
  return (
    <BlockStack gap="300">
      <InlineStack gap="200">
        {button("xlsx", say("handover.xlsx"), !isAgain && taken === null)}
        {isAgain ? null : button("csv", say("handover.csv"))}
        {button("chat-zh-CN", say("handover.copy_zh"))}
        {isAgain ? null : button("chat-en", say("handover.copy_en"))}
      </InlineStack>
      {taking.hasFailed ? <Banner tone="critical"><Text as="p">{say("handover.file_failed")}</Text></Banner> : null}
      {taken?.text ? <ChatText taken={taken} copyAgain={taking.copyAgain} /> : null}
      {isAgain ? null : <HandOver batch={batch} taken={taken} />}
    </BlockStack>
  );
}

function useTaking(batch: ShownBatch): Taking {
  const [taken, setTaken] = useState<Taken | null>(null);
  const [busy, setBusy] = useState<FileFormat | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const take = async (format: FileFormat): Promise<void> => {
    setBusy(format);
    setFailed(false);
    const orders = batch.orders.map(({ supplierOrderId }) => supplierOrderId);
    try {
      const file = await fetchFile(window.fetch.bind(window), `${handOverAddress}/file`, { batchId: batch.id, format, orders });
      if (format === "xlsx" || format === "csv") {
        saveFile(file);
        setTaken({ way: "file", orders, text: null, isCopied: false });
      } else {
        const text = await file.blob.text();
        setTaken({ way: "wechat", orders, text, isCopied: await copy(text) });
      }
    } catch {
      setFailed(true);
    }
    setBusy(null);
  };
  const copyAgain = () => {
    if (taken?.text) void copy(taken.text).then((isCopied) => setTaken({ ...taken, isCopied }));
  };
  return { taken, busy, hasFailed, take: (format) => void take(format), copyAgain };
}

/** Frames and older browsers may refuse the clipboard; the text then stands in a field to be copied by hand. */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

function ChatText({ taken, copyAgain }: { readonly taken: Taken; copyAgain(): void }) {
  const { say } = useWords();
  return (
    <BlockStack gap="200">
      <TextField
        label={say("handover.chat_text")} helpText={say(taken.isCopied ? "handover.copied" : "handover.copy_by_hand")} value={taken.text ?? ""} readOnly multiline={6} maxHeight={320}
        autoComplete="off" selectTextOnFocus
      />
      {taken.isCopied ? <InlineStack><Button onClick={copyAgain}>{say("handover.copy_again")}</Button></InlineStack> : null}
    </BlockStack>
  );
}

function HandOver({ batch, taken }: { readonly batch: ShownBatch; readonly taken: Taken | null }) {
  const words = useWords();
  const { say } = words;
  const act = useAct();
  const orders = taken?.orders ?? batch.orders.map(({ supplierOrderId }) => supplierOrderId);
  const later = batch.orders.filter(({ supplierOrderId }) => !orders.includes(supplierOrderId)).length;
  const mark = <Button variant={taken ? "primary" : "secondary"} loading={act.isBusy} onClick={() => act.send({ intent: "hand-over", batchId: batch.id, as: taken?.way ?? wayOf(batch), orders })}>{say("handover.mark")}</Button>;
  if (!taken) return <InlineStack>{mark}</InlineStack>;
  return (
    <Banner tone="info">
      <BlockStack gap="200">
        <Text as="p">{questionOf(words, { orders: orders.length, later })}</Text>
        <InlineStack>{mark}</InlineStack>
      </BlockStack>
    </Banner>
  );
}

const questionOf = ({ say }: Words, { orders, later }: { orders: number; later: number }): string =>
  later > 0 ? say("handover.ask_with_later", { orders, later }) : say("handover.ask", { orders });

const wayOf = ({ passedOn }: ShownBatch): string => (["wechat", "email", "phone"].includes(passedOn) ? passedOn : "other");
