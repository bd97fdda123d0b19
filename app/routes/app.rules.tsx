// Who is preferred, when, and what goes out by itself? Rules are tried before they are kept.
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Page } from "@shopify/polaris";
import { ApplyRulesCard } from "../ui/apply-rules-card.tsx";
import { AutomationCard } from "../ui/automation-card.tsx";
import { HoldRulesCard } from "../ui/hold-rules-card.tsx";
import { RulesCard } from "../ui/rules-card.tsx";
import { useWords } from "../ui/words.tsx";
import { openShopPage } from "../views/open-shop-page.server.ts";
import { actOnRules, askAboutRules } from "../views/rules-acts.server.ts";
import { readRulesPage } from "../views/rules-page.server.ts";
import type { RulesAnswer } from "../views/rules-page.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { merchant, inShop } = await openShopPage(request, context);
  return await inShop((tx) => readRulesPage(tx, merchant));
}

export async function action({ request, context }: ActionFunctionArgs): Promise<RulesAnswer> {
  const { merchant, act, by, inShop } = await openShopPage(request, context);
  const form = await request.formData();
  const given = { by: by(), shopCurrency: merchant.currency };
  const intent = form.get("intent");
  if (intent === "try" || intent === "preview") return await inShop((tx) => askAboutRules(tx, form, given));
  return await act((tx) => actOnRules(tx, form, given));
}

export default function Rules() {
  const page = useLoaderData<typeof loader>();
  const { say } = useWords();
  return (
    <Page title={say("rules.title")} subtitle={say("rules.subtitle")}>
      <BlockStack gap="400">
        {/* What is kept has changed: the fields begin anew from it. */}
        <RulesCard key={JSON.stringify(page.rules)} page={page} />
        {page.waitingOrders > 0 ? <ApplyRulesCard waitingOrders={page.waitingOrders} /> : null}
        <HoldRulesCard key={JSON.stringify(page.holds)} page={page} />
        <AutomationCard key={JSON.stringify([page.automation, page.suppliers])} page={page} />
      </BlockStack>
    </Page>
  );
}
