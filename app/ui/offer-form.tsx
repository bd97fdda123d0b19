// A supplier's goods are put behind a variant. Whatever is refused stays in the fields, beside the reason.
import { BlockStack, Button, Form, FormLayout, InlineStack, Select, Text, TextField } from "@shopify/polaris";
import { useEffect, useState } from "react";
import type { ProductsPage, ShownVariant } from "../views/products-page.ts";
import { useAct } from "./use-act.ts";
import { useWords } from "./words.tsx";

type Props = { readonly variant: ShownVariant; readonly page: ProductsPage; onClose(): void };

export function OfferForm({ variant, page, onClose }: Props) {
  const { say } = useWords();
  const act = useAct();
  const [typed, setTyped] = useState({
    supplierId: page.suppliers[0]?.id ?? "", itemId: "", specId: "", packRatio: "1", cost: "", currency: page.shopCurrency, shipsTo: "", priority: "0",
  });
  const { answer } = act;
  useEffect(() => {
    if (answer?.kind === "done") onClose();
  }, [answer, onClose]);
  const field = (name: keyof typeof typed) => ({
    value: typed[name], onChange: (value: string) => setTyped((before) => ({ ...before, [name]: value })), error: act.errorOf(name), autoComplete: "off",
  });
  return (
    <Form onSubmit={() => act.send({ intent: "add-offer", variantId: variant.shopifyVariantId, ...typed })}>
      <FormLayout>
        <Text as="h3" variant="headingSm">{say("offer.add.title")}</Text>
        <Select label={say("offer.supplier")} options={page.suppliers.map(({ id, name }) => ({ value: id, label: name }))} {...field("supplierId")} />
        <FormLayout.Group condensed>
          <TextField label={say("offer.item_id")} helpText={say("offer.item_id.help")} requiredIndicator {...field("itemId")} />
          <TextField label={say("offer.spec_id")} helpText={say("offer.spec_id.help")} {...field("specId")} />
        </FormLayout.Group>
        <FormLayout.Group condensed>
          <TextField label={say("offer.cost")} helpText={say("offer.cost.help")} inputMode="decimal" requiredIndicator {...field("cost")} />
          <TextField label={say("offer.currency")} requiredIndicator maxLength={3} {...field("currency")} />
        </FormLayout.Group>
        <FormLayout.Group condensed>
          <TextField label={say("offer.pack_ratio")} helpText={say("offer.pack_ratio.help")} inputMode="numeric" requiredIndicator {...field("packRatio")} />
          <TextField label={say("offer.priority.label")} helpText={say("offer.priority.help")} inputMode="numeric" {...field("priority")} />
        </FormLayout.Group>
        <TextField label={say("offer.ships_to.label")} helpText={say("offer.ships_to.help")} placeholder="US, CA, GB" {...field("shipsTo")} />
        <BlockStack>
          <InlineStack gap="200">
            <Button submit variant="primary" loading={act.isBusy}>{say("action.save")}</Button>
            <Button onClick={onClose} disabled={act.isBusy}>{say("action.cancel")}</Button>
          </InlineStack>
        </BlockStack>
      </FormLayout>
    </Form>
  );
}
