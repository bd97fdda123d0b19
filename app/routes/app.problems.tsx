// What can only a person settle? By cause, each with its fix in place, one by one or all of a cause at once.
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigate } from "@remix-run/react";
import { BlockStack, Card, Page, Tabs, Text } from "@shopify/polaris";
import { useState } from "react";
import { BulkLine } from "../ui/bulk-line.tsx";
import { KeysHelp } from "../ui/keys-help.tsx";
import { ProblemGroupCard, problemElement } from "../ui/problem-group-card.tsx";
import { SettledCard } from "../ui/settled-problems-card.tsx";
import { useRowKeys } from "../ui/use-row-keys.ts";
import { useVersionRefresh } from "../ui/use-version-refresh.ts";
import { useWords } from "../ui/words.tsx";
import { openShopPage } from "../views/open-shop-page.server.ts";
import { problemsAddress, readProblemsQuery } from "../views/problems-page.ts";
import { actOnProblem, readProblemsPage } from "../views/problems-page.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { inShop, tools } = await openShopPage(request, context);
  const query = readProblemsQuery(new URL(request.url).searchParams);
  return await inShop((tx) => readProblemsPage(tx, query, tools.now()));
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { act, by } = await openShopPage(request, context);
  const form = await request.formData();
  return await act((tx) => actOnProblem(tx, form, by()));
}

export default function Problems() {
  const { query, groups, open, settled, bulk } = useLoaderData<typeof loader>();
  const { say } = useWords();
  const navigate = useNavigate();
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const [isHelping, setHelping] = useState(false);
  const ids = groups.flatMap((group) => (group.isOpen ? group.problems.map((problem) => problem.id) : []));
  const tick = (id: string) => setTicked((before) => (before.includes(id) ? before.filter((one) => one !== id) : [...before, id]));
  useVersionRefresh();
  useRowKeys({
    ids: ids.map(problemElement),
    select: (position, from) => (from === null ? tick(ids[position] ?? "") : setTicked((before) => [...new Set([...before, ...ids.slice(Math.min(from, position), Math.max(from, position) + 1)])])),
    clear: () => setTicked([]), search: () => undefined, help: () => setHelping(true),
  });
  return (
    <Page title={say("problems.title")} subtitle={say("problems.subtitle", { problems: open })} secondaryActions={[{ content: say("orders.keys"), onAction: () => setHelping(true) }]}>
      <BlockStack gap="400">
        {bulk?.kind === "RETRY_PROBLEMS" ? <BulkLine bulk={bulk} /> : null}
        <Tabs
          selected={query.show === "open" ? 0 : 1}
          tabs={[{ id: "open", content: say("problems.tab.open") }, { id: "settled", content: say("problems.tab.settled") }]}
          onSelect={(index) => navigate(problemsAddress({ show: index === 0 ? "open" : "settled" }))}
        />
        {query.show === "settled" ? <SettledCard problems={settled} /> : null}
        {query.show === "open" && groups.length === 0 ? <Card><Text as="p">{say("problems.none")}</Text></Card> : null}
        {groups.map((group) => <ProblemGroupCard key={`${group.code} ${group.supplier} ${group.whoActs}`} group={group} ticked={ticked} onTick={tick} onDone={() => setTicked([])} />)}
      </BlockStack>
      <KeysHelp isOpen={isHelping} onClose={() => setHelping(false)} />
    </Page>
  );
}
