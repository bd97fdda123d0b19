// Does this supplier get orders? It is paused, taken up again, or deleted, each after a word on what that does.
import { Banner, BlockStack, Button, Card, InlineStack, Modal, Text } from "@shopify/polaris";
import { useEffect, useState } from "react";
import type { SupplierPage } from "../views/suppliers-page.ts";
import { useAct } from "./use-act.ts";
import { useWords } from "./words.tsx";

export function SupplierStanding({ page }: { readonly page: SupplierPage }) {
  const { say } = useWords();
  const { offers, orders, rules } = page.hangsOn;
  const canDelete = !page.isBuiltIn && offers + orders + rules === 0;
  return (
    <Card>
      <BlockStack gap="300">
        {page.isActive ? null : <Banner tone="warning"><Text as="p">{say("suppliers.paused.note")}</Text></Banner>}
        <Text as="p" tone="subdued">{say("suppliers.facts", { offers, orders: page.open.drafts + page.open.given + page.open.unclear })}</Text>
        <InlineStack gap="200">
          <Pause page={page} />
          {canDelete ? <Delete page={page} /> : null}
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

function Pause({ page }: { readonly page: SupplierPage }) {
  const { say } = useWords();
  const act = useAct();
  const [isAsking, setAsking] = useState(false);
  const { answer } = act;
  useEffect(() => {
    if (answer) setAsking(false);
  }, [answer]);
  const { name } = page.facts;
  if (!page.isActive) return <Button variant="primary" loading={act.isBusy} onClick={() => act.send({ intent: "resume", supplierId: page.id })}>{say("suppliers.resume")}</Button>;
  return (
    <>
      <Button onClick={() => setAsking(true)}>{say("suppliers.pause")}</Button>
      <Modal
        open={isAsking} onClose={() => setAsking(false)} title={say("suppliers.pause.ask", { supplier: name })}
        primaryAction={{ content: say("suppliers.pause"), loading: act.isBusy, onAction: () => act.send({ intent: "pause", supplierId: page.id }) }}
        secondaryActions={[{ content: say("action.cancel"), onAction: () => setAsking(false) }]}
      >
        <Modal.Section><Text as="p">{say("suppliers.pause.body", { orders: page.open.given + page.open.unclear + page.open.drafts })}</Text></Modal.Section>
      </Modal>
    </>
  );
}

function Delete({ page }: { readonly page: SupplierPage }) {
  const { say } = useWords();
  const act = useAct();
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Button tone="critical" onClick={() => setAsking(true)}>{say("suppliers.delete")}</Button>
      <Modal
        open={isAsking} onClose={() => setAsking(false)} title={say("suppliers.delete.ask", { supplier: page.facts.name })}
        primaryAction={{ content: say("suppliers.delete"), destructive: true, loading: act.isBusy, onAction: () => act.send({ intent: "delete" }) }}
        secondaryActions={[{ content: say("action.cancel"), onAction: () => setAsking(false) }]}
      >
        <Modal.Section><Text as="p">{say("suppliers.delete.body")}</Text></Modal.Section>
      </Modal>
    </>
  );
}
