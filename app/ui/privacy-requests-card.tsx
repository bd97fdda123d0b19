// What did customers ask for, how far is it, by when, and where is the file to pass on?
import { useRevalidator } from "@remix-run/react";
import { Badge, Banner, BlockStack, Box, Button, Card, Divider, InlineStack, Text } from "@shopify/polaris";
import { useState } from "react";
import { privacyAddress, type RequestState, type ShownRequest } from "../views/privacy-page.ts";
import { fetchFile, saveFile } from "./download-file.ts";
import { useWords } from "./words.tsx";

const tones: Readonly<Record<RequestState, "attention" | "critical" | "info" | "success">> = { open: "attention", overdue: "critical", ready: "info", fetched: "success", done: "success" };

export function RequestsCard({ requests }: { readonly requests: readonly ShownRequest[] }) {
  const { say } = useWords();
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">{say("privacy.requests.title")}</Text>
        <Text as="p" tone="subdued">{say("privacy.requests.help")}</Text>
        {requests.length === 0 ? <Text as="p">{say("privacy.requests.none")}</Text> : null}
        {requests.map((request, index) => (
          <Box key={request.id}>
            {index > 0 ? <Box paddingBlockEnd="300"><Divider /></Box> : null}
            <Request request={request} />
          </Box>
        ))}
      </BlockStack>
    </Card>
  );
}

function Request({ request }: { readonly request: ShownRequest }) {
  const { say, formatInstant } = useWords();
  const { topic, state, receivedAt, dueAt, doneAt, ordersFound, hasFile, downloadedAt } = request;
  const facts = [
    say("privacy.request.received", { at: formatInstant(receivedAt), due: formatInstant(dueAt, "date") }),
    ...(ordersFound === null ? [] : [say("privacy.request.orders", { orders: ordersFound })]),
    ...(doneAt ? [say("privacy.request.done", { at: formatInstant(doneAt) })] : []),
    ...(downloadedAt ? [say("privacy.request.fetched", { at: formatInstant(downloadedAt) })] : []),
  ];
  return (
    <BlockStack gap="100">
      <InlineStack gap="200" blockAlign="center">
        <Text as="h3" variant="headingSm">{say(`privacy.request.${topic}`)}</Text>
        <Badge tone={tones[state]}>{say(`privacy.request.state.${state}`)}</Badge>
      </InlineStack>
      <Text as="p" tone="subdued">{facts.join(" · ")}</Text>
      {topic === "CUSTOMERS_DATA_REQUEST" && doneAt && !hasFile ? <Text as="p" tone="subdued">{say("privacy.request.gone")}</Text> : null}
      {hasFile ? <TakeFile id={request.id} /> : null}
    </BlockStack>
  );
}

function TakeFile({ id }: { readonly id: string }) {
  const { say } = useWords();
  const { revalidate } = useRevalidator();
  const [standing, setStanding] = useState<"idle" | "busy" | "failed">("idle");
  const take = async () => {
    setStanding("busy");
    try {
      saveFile(await fetchFile(window.fetch.bind(window), `${privacyAddress}/file/${id}`, {}));
      setStanding("idle");
      revalidate();
    } catch {
      setStanding("failed");
    }
  };
  return (
    <BlockStack gap="200">
      <InlineStack><Button loading={standing === "busy"} onClick={() => void take()}>{say("privacy.request.download")}</Button></InlineStack>
      {standing === "failed" ? <Banner tone="critical"><Text as="p">{say("privacy.request.download_failed")}</Text></Banner> : null}
    </BlockStack>
  );
}
