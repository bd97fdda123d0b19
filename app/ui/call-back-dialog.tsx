// Before an order is called back from a supplier: what exactly is asked of him, and what happens then?
import { BlockStack, Button, InlineStack, List, Modal, Text } from "@shopify/polaris";
import { useState } from "react";
import type { OrderHead, ShownSupplierOrder } from "../views/order-page.ts";
import { useAct, useOnceDone } from "./use-act.ts";
import { useWords } from "./words.tsx";

export function CallBack({ order, one }: { readonly order: OrderHead; readonly one: ShownSupplierOrder }) {
  const { say } = useWords();
  const act = useAct();
  const [isOpen, setOpen] = useState(false);
  useOnceDone(act.answer, () => setOpen(false));
  if (one.toCallBack.length === 0) return null;
  const supplier = one.supplierName;
  return (
    <InlineStack>
      <Button onClick={() => setOpen(true)}>{say("order.call_back", { supplier })}</Button>
      <Modal
        open={isOpen} onClose={() => setOpen(false)} title={say("order.call_back.title", { supplier })}
        primaryAction={{ content: say("order.call_back", { supplier }), destructive: true, loading: act.isBusy, onAction: () => act.send({ intent: "call-back", supplierOrderId: one.id }) }}
        secondaryActions={[{ content: say("action.cancel"), onAction: () => setOpen(false) }]}
      >
        <Modal.Section>
          <BlockStack gap="300">
            <Text as="p">{say("order.call_back.how", { supplier })}</Text>
            <List>{one.toCallBack.map((line) => <List.Item key={line.title}>{`${line.title} · ${say("order.units", { units: line.units })}`}</List.Item>)}</List>
            {order.hold ? null : <Text as="p">{say("order.call_back.hold")}</Text>}
            <Text as="p">{say("order.call_back.then", { supplier })}</Text>
          </BlockStack>
        </Modal.Section>
      </Modal>
    </InlineStack>
  );
}
