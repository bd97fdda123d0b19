// What can only a person settle? Newest first, by kind, each with its fix in place.
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Card, Divider, InlineStack, Page, Text } from "@shopify/polaris";
import { ProblemPart } from "../ui/problem-card.tsx";
import { useLiveRefresh } from "../ui/use-live-refresh.ts";
import { useWords } from "../ui/words.tsx";
import { openShopPage } from "../views/open-shop-page.server.ts";
import { actOnProblem, readProblemsPage } from "../views/problems-page.server.ts";
import type { ProblemGroup } from "../views/problems-page.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { inShop } = await openShopPage(request, context);
  return await inShop(readProblemsPage);
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { act, by } = await openShopPage(request, context);
  const form = await request.formData();
  return await act((tx) => actOnProblem(tx, form, by()));
}

export default function Problems() {
  const { groups, open, shown } = useLoaderData<typeof loader>();
  const { say } = useWords();
  useLiveRefresh(false);
  return (
    <Page title={say("problems.title")} subtitle={say("problems.subtitle", { problems: open })}>
      <BlockStack gap="400">
        {groups.length === 0 ? <Card><Text as="p">{say("problems.none")}</Text></Card> : null}
        {groups.map((group) => <Group key={group.code} group={group} />)}
        {shown < open ? <Text as="p" tone="subdued">{say("problems.more", { shown, problems: open })}</Text> : null}
      </BlockStack>
    </Page>
  );
}

function Group({ group }: { readonly group: ProblemGroup }) {
  const { say } = useWords();
  return (
    <Card>
      <BlockStack gap="400">
        {group.problems.length > 1 ? <InlineStack><Text as="p" tone="subdued">{say("problems.alike", { problems: group.problems.length })}</Text></InlineStack> : null}
        {group.problems.map((problem, index) => (
          <BlockStack key={problem.id} gap="400">
            {index > 0 ? <Divider /> : null}
            <ProblemPart problem={problem} isWithOrder />
          </BlockStack>
        ))}
      </BlockStack>
    </Card>
  );
}
