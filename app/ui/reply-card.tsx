// Where a supplier's reply is pasted or its file chosen; what was read of it is shown before anything is recorded.
import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Button, Card, DropZone, InlineStack, Select, Text, TextField } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { trackingFields, type TrackingColumns } from "../shipments/read-tracking-rows.ts";
import { handOverAddress, type HandOverPage } from "../views/hand-over-page.ts";
import type { ReplyAnswer } from "../views/reply-preview.ts";
import { ReplyPreviewPart } from "./reply-preview-part.tsx";
import { useWords } from "./words.tsx";

const address = `${handOverAddress}/reply`;

export function ReplyCard({ suppliers }: Pick<HandOverPage, "suppliers">) {
  const { say } = useWords();
  const fetcher = useFetcher<ReplyAnswer>();
  const [text, setText] = useState("");
  const [supplierId, setSupplierId] = useState("");
  const [file, setFile] = useState<File | null>(null);
  const [answer, setAnswer] = useState<ReplyAnswer | null>(null);
  useEffect(() => {
    if (fetcher.data) setAnswer(fetcher.data);
  }, [fetcher.data]);
  const forget = (): void => {
    setAnswer(null);
    setText("");
    setFile(null);
  };
  const sendFile = (chosen: File, columns: Readonly<Record<string, string>> = {}): void => {
    const form = new FormData();
    for (const [field, header] of Object.entries(columns)) form.append(`column.${field}`, header);
    form.append("supplierId", supplierId);
    form.append("file", chosen);
    setFile(chosen);
    fetcher.submit(form, { method: "post", action: address, encType: "multipart/form-data" });
  };
  const isBusy = fetcher.state !== "idle";
  return (
    <div role="group" aria-label={say("reply.title")}>
      <Card>
        <BlockStack gap="400">
          <Text as="h2" variant="headingMd">{say("reply.title")}</Text>
          <Select label={say("reply.whose")} options={[{ value: "", label: say("reply.anyone") }, ...suppliers.map(({ id, name }) => ({ value: id, label: name }))]} value={supplierId} onChange={setSupplierId} />
          <TextField label={say("reply.text")} helpText={say("reply.help")} value={text} onChange={setText} multiline={4} maxHeight={320} autoComplete="off" />
          <InlineStack>
            <Button variant="primary" loading={isBusy && file === null} disabled={isBusy} onClick={() => {
              setFile(null);
              fetcher.submit({ text, supplierId }, { method: "post", action: address });
            }}>{say("reply.read")}</Button>
          </InlineStack>
          <FileDrop isBusy={isBusy} onFile={sendFile} />
          {answer?.kind === "unusable" ? <Banner tone="critical"><Text as="p">{say(answer.said.code, answer.said.params)}</Text></Banner> : null}
          {answer && file && headersOf(answer).length > 0 ? <Columns key={headersOf(answer).join()} headers={headersOf(answer)} columns={columnsOf(answer)} isBusy={isBusy} onRead={(columns) => sendFile(file, columns)} /> : null}
          {answer?.kind === "preview" ? <ReplyPreviewPart key={answer.text} preview={answer} onDone={forget} /> : null}
        </BlockStack>
      </Card>
    </div>
  );
}

const headersOf = (answer: ReplyAnswer): readonly string[] => (answer.kind === "preview" ? (answer.file?.headers ?? []) : answer.headers);
const columnsOf = (answer: ReplyAnswer): TrackingColumns => (answer.kind === "preview" ? (answer.file?.columns ?? {}) : answer.columns);

function FileDrop({ isBusy, onFile }: { readonly isBusy: boolean; onFile(file: File): void }) {
  const { say } = useWords();
  return (
    <DropZone
      label={say("reply.file")} allowMultiple={false} disabled={isBusy} accept=".csv,.tsv,.txt,.xlsx" type="file"
      onDrop={(_all, accepted) => {
        const [file] = accepted;
        if (file) onFile(file);
      }}
    >
      <DropZone.FileUpload actionTitle={say("reply.file.choose")} actionHint={say("reply.file.help")} />
    </DropZone>
  );
}

type ColumnsProps = { readonly headers: readonly string[]; readonly columns: TrackingColumns; readonly isBusy: boolean; onRead(columns: Readonly<Record<string, string>>): void };

function Columns({ headers, columns, isBusy, onRead }: ColumnsProps) {
  const { say } = useWords();
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>(() => ({ ...columns }));
  const options = [{ value: "", label: say("reply.column.none") }, ...headers.map((header) => ({ value: header, label: header }))];
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">{say("reply.columns")}</Text>
      <InlineStack gap="300">
        {trackingFields.map((field) => (
          <Select key={field} label={say(`reply.column.${field}`)} options={options} value={chosen[field] ?? ""} onChange={(header) => setChosen((before) => ({ ...before, [field]: header }))} />
        ))}
      </InlineStack>
      <InlineStack><Button loading={isBusy} onClick={() => onRead(chosen)}>{say("reply.columns.again")}</Button></InlineStack>
    </BlockStack>
  );
}
