// A file of offers is dropped or chosen, sent, and either read or refused with its reason.
import { Banner, BlockStack, Card, DropZone, InlineStack, Spinner, Text } from "@shopify/polaris";
import { useFetcher } from "@remix-run/react";
import { useState } from "react";
import type { Answer, Said } from "../views/answer.ts";
import { useWords } from "./words.tsx";

const megabyte = 1024 * 1024;
const mostMegabytes = 20;

export function OfferUploadCard() {
  const { say } = useWords();
  const fetcher = useFetcher<Answer>();
  const [refused, setRefused] = useState<Said | null>(null);
  const isBusy = fetcher.state !== "idle";
  const answered = !isBusy && fetcher.data?.kind === "failed" ? fetcher.data : null;
  const trouble = refused ?? answered;
  const send = (files: File[]) => {
    const [file, ...others] = files;
    if (!file || isBusy) return;
    const said = others.length > 0 ? { code: "imports.upload.one_file" as const } : tooLarge(file);
    setRefused(said);
    if (said) return;
    const form = new FormData();
    form.append("file", file);
    fetcher.submit(form, { method: "post", encType: "multipart/form-data" });
  };
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">{say("imports.upload.title")}</Text>
        <Text as="p" tone="subdued">{say("imports.upload.help")}</Text>
        {trouble ? <Banner tone="critical"><Text as="p" breakWord>{say(trouble.code, trouble.params)}</Text></Banner> : null}
        {isBusy ? (
          <InlineStack gap="200" blockAlign="center"><Spinner size="small" accessibilityLabel={say("imports.upload.busy")} /><Text as="p">{say("imports.upload.busy")}</Text></InlineStack>
        ) : (
          <DropZone label={say("imports.upload.choose")} labelHidden variableHeight onDrop={(files) => send(files)}>
            <DropZone.FileUpload actionTitle={say("imports.upload.choose")} />
          </DropZone>
        )}
      </BlockStack>
    </Card>
  );
}

/** Said before it is sent: the server would only close the door on it. */
function tooLarge(file: File): Said | null {
  const megabytes = Math.ceil(file.size / megabyte);
  return file.size > mostMegabytes * megabyte ? { code: "table.too_large", params: { megabytes, most: mostMegabytes } } : null;
}
