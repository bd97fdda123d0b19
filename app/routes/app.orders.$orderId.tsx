// One order: where does each unit stand, who was asked and why, where are the parcels, and what happened when?
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Badge, BlockStack, Card, InlineStack, Layout, Page, Text } from "@shopify/polaris";
import { useState } from "react";
import { ChangesCard } from "../ui/changes-card.tsx";
import { DetailsCard } from "../ui/details-card.tsx";
import { OrderDisclosuresCard } from "../ui/disclosures-card.tsx";
import { HoldsCard } from "../ui/holds-card.tsx";
import { HoldDialog, ReceiverCard } from "../ui/order-head.tsx";
import { OrderLinesCard } from "../ui/order-lines-card.tsx";
import { CheckCard, TimelineCard } from "../ui/order-side-cards.tsx";
import { OutsideCard } from "../ui/outside-card.tsx";
import { ParcelsCard } from "../ui/parcels-card.tsx";
import { ProblemPart } from "../ui/problem-card.tsx";
import { RequestsCard } from "../ui/requests-card.tsx";
import { RoutingCard } from "../ui/routing-card.tsx";
import { SupplierOrdersCard } from "../ui/supplier-orders-card.tsx";
import { useAct } from "../ui/use-act.ts";
import { useLiveRefresh } from "../ui/use-live-refresh.ts";
import { useWords } from "../ui/words.tsx";
import { actOnChange, changeIntents } from "../views/change-acts.server.ts";
import { actOnDetails, isDetailsAct } from "../views/details-acts.server.ts";
import { found, idIn, openShopPage } from "../views/open-shop-page.server.ts";
import { actOnOrder } from "../views/order-acts.server.ts";
import { readOrderDetails } from "../views/order-details.server.ts";
import { readOrderPage } from "../views/order-page.server.ts";
import { actOnProblem } from "../views/problems-page.server.ts";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { merchant, inShop, tools } = await openShopPage(request, context);
  const orderId = idIn(params, "orderId");
  const [page, details] = await inShop(async (tx) => [await readOrderPage(tx, merchant, orderId), await readOrderDetails(tx, tools, orderId)] as const);
  return { ...found(page), details };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const { act, by, tools } = await openShopPage(request, context);
  const orderId = idIn(params, "orderId");
  const form = await request.formData();
  if (changeIntents.includes(String(form.get("intent")))) return await act((tx) => actOnChange(tx, form, { orderId, by: by(), tools }));
  if (isDetailsAct(form)) return await act((tx) => actOnDetails(tx, form, { orderId, by: by(), sealer: tools.sealer }));
  return await act((tx) => (form.has("problemId") ? actOnProblem(tx, form, by()) : actOnOrder(tx, form, { orderId, by: by() })));
}

export default function OneOrder() {
  const page = useLoaderData<typeof loader>();
  const { say, formatInstant } = useWords();
  const reread = useAct();
  const [isHolding, setHolding] = useState(false);
  useLiveRefresh(page.isMoving);
  const { order, lines } = page;
  const hasOpen = lines.some((line) => line.places.some(({ state }) => state === "NEEDS_YOU"));
  return (
    <Page
      title={order.name}
      subtitle={say("order.placed", { at: formatInstant(order.placedAt) })}
      backAction={{ content: say("orders.title"), url: "/app/orders" }}
      titleMetadata={(
        <InlineStack gap="100">
          <Badge>{say(`payment.${order.financialStatus}`)}</Badge>
          {order.isTest ? <Badge>{say("order.test")}</Badge> : null}
          {page.isMoving ? <Badge tone="info">{say("order.moving")}</Badge> : null}
        </InlineStack>
      )}
      secondaryActions={[
        ...(order.heldByMerchant ? [] : [{ content: say("order.hold"), onAction: () => setHolding(true) }]),
        { content: say("order.reread"), loading: reread.isBusy, onAction: () => reread.send({ intent: "reread" }) },
      ]}
    >
      <HoldDialog isOpen={isHolding} onClose={() => setHolding(false)} />
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            <HoldsCard order={order} holds={page.holds} />
            {page.problems.length > 0 ? (
              <Card>
                <BlockStack gap="400">
                  <Text as="h2" variant="headingMd">{say("order.problems")}</Text>
                  {page.problems.map((problem) => <ProblemPart key={problem.id} problem={problem} isWithOrder={false} />)}
                </BlockStack>
              </Card>
            ) : null}
            <DetailsCard details={page.details} />
            <OrderLinesCard lines={lines} />
            <SupplierOrdersCard order={order} supplierOrders={page.supplierOrders} />
            {page.changes.length > 0 ? <ChangesCard changes={page.changes} /> : null}
            <ParcelsCard parcels={page.parcels} />
            <OutsideCard outside={page.outside} />
            <RoutingCard decisions={page.decisions} canDecideAgain={hasOpen && !order.hold} />
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <BlockStack gap="400">
            <CheckCard check={page.check} />
            <ReceiverCard order={order} />
            <RequestsCard requests={page.requests} />
            <OrderDisclosuresCard disclosures={page.disclosures} order={order.name} />
            <TimelineCard timeline={page.timeline} />
          </BlockStack>
        </Layout.Section>
      </Layout>
    </Page>
  );
}
