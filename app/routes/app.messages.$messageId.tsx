// What exactly went over the wire? One raw message as text, with nothing hidden but what was never kept.
import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Banner, BlockStack, Box, Card, Page, Text } from "@shopify/polaris";
import { useWords } from "../ui/words.tsx";
import { readMessagePage } from "../views/message-page.server.ts";
import { found, idIn, openShopPage } from "../views/open-shop-page.server.ts";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { inShop } = await openShopPage(request, context);
  const messageId = idIn(params, "messageId");
  return found(await inShop((tx) => readMessagePage(tx, messageId)));
}

export default function RawMessage() {
  const message = useLoaderData<typeof loader>();
  const { say, formatInstant } = useWords();
  const { order } = message;
  const facts = [
    formatInstant(message.at, "second"), say(`message.channel.${message.channel}`), say(`message.direction.${message.direction}`),
    message.status === null ? "" : say("message.status", { status: message.status }),
  ];
  return (
    <Page
      title={message.title}
      subtitle={facts.filter(Boolean).join(" · ")}
      backAction={{ content: order?.name ?? say("orders.title"), url: order ? `/app/orders/${order.id}` : "/app/orders" }}
    >
      <BlockStack gap="400">
        {message.isRedacted ? <Banner tone="info"><Text as="p">{say("message.redacted")}</Text></Banner> : null}
        <Part title={say("message.request")} text={message.request} />
        <Part title={say("message.response")} text={message.response} />
        {message.request === null && message.response === null ? <Text as="p" tone="subdued">{say("message.empty")}</Text> : null}
      </BlockStack>
    </Page>
  );
}

function Part({ title, text }: { readonly title: string; readonly text: string | null }) {
  if (text === null) return null;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">{title}</Text>
        <Box background="bg-surface-secondary" padding="300" borderRadius="200">
          <pre style={{ margin: 0, whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}><code>{text}</code></pre>
        </Box>
      </BlockStack>
    </Card>
  );
}
