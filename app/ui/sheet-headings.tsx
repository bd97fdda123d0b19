// The supplier's own form is uploaded, empty or not: its headings become the columns, as far as they can be understood.
import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Card, DropZone, Text } from "@shopify/polaris";
import { useEffect } from "react";
import type { SheetColumn } from "../suppliers/order-sheet.ts";
import type { HeadingsAnswer } from "../views/sheet-page.server.ts";
import { useWords } from "./words.tsx";

export function SheetHeadings({ onRead }: { onRead(columns: readonly SheetColumn[]): void }) {
  const { say } = useWords();
  const fetcher = useFetcher<HeadingsAnswer>();
  const answer = fetcher.data;
  useEffect(() => {
    if (answer?.kind === "headings") onRead(answer.columns);
  }, [answer, onRead]);
  const empty = answer?.kind === "headings" ? answer.columns.filter(({ field }) => field === "empty").map(({ header }) => header) : [];
  return (
    <Card>
      <BlockStack gap="300">
        <DropZone
          label={say("sheet.headings")} allowMultiple={false} accept=".csv,.xlsx" type="file" disabled={fetcher.state !== "idle"}
          onDrop={(_all, [file]) => {
            if (!file) return;
            const form = new FormData();
            form.append("file", file);
            fetcher.submit(form, { method: "post", encType: "multipart/form-data" });
          }}
        >
          <DropZone.FileUpload actionTitle={say("reply.file.choose")} actionHint={say("sheet.headings.help")} />
        </DropZone>
        {answer?.kind === "unusable" ? <Banner tone="critical"><Text as="p">{say("sheet.headings.unusable")}</Text></Banner> : null}
        {answer?.kind === "headings" ? (
          <Banner tone={empty.length > 0 ? "warning" : "success"}>
            <Text as="p">{empty.length > 0 ? say("sheet.headings.partly", { headings: empty.join(", ") }) : say("sheet.headings.read")}</Text>
          </Banner>
        ) : null}
      </BlockStack>
    </Card>
  );
}
