// A supplier's goods are put behind a variant, or an offer is changed in place. What is refused stays in the fields, beside the reason.
import { BlockStack, Button, Checkbox, Form, FormLayout, InlineStack, Select, Text, TextField } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { formatDecimal } from "../platform/money.ts";
import type { OfferWorld, ShownOffer, ShownVariant } from "../views/products-page.ts";
import { useAct } from "./use-act.ts";
import { useWords } from "./words.tsx";

type Props = { readonly variant: ShownVariant; readonly page: OfferWorld; readonly offer?: ShownOffer; onClose(): void };
type Typed = Readonly<Record<string, string>>;

export function OfferForm({ variant, page, offer, onClose }: Props) {
  const { say } = useWords();
  const act = useAct();
  const [typed, setTyped] = useState<Typed>(() => (offer ? asTyped(offer) : emptyFor(page)));
  const { answer } = act;
  useEffect(() => {
    if (answer?.kind === "done") onClose();
  }, [answer, onClose]);
  const change = (name: string, value: string) => setTyped((before) => ({ ...before, [name]: value }));
  const field = (name: string): Bound => ({ value: typed[name] ?? "", onChange: (value: string) => change(name, value), error: act.errorOf(name), autoComplete: "off" });
  const about = offer ? { intent: "change-offer", offerId: offer.id } : { intent: "add-offer" };
  return (
    <Form onSubmit={() => act.send({ ...about, variantId: variant.shopifyVariantId, ...typed })}>
      <FormLayout>
        <Text as="h3" variant="headingSm">{offer ? say("offer.edit.title", { supplier: offer.supplierName }) : say("offer.add.title")}</Text>
        {offer ? null : <Select label={say("offer.supplier")} options={page.suppliers.map(({ id, name }) => ({ value: id, label: name }))} {...field("supplierId")} />}
        <Goods field={field} />
        <Terms field={field} />
        {offer ? (
          <Checkbox
            label={say("offer.active.label")} helpText={say("offer.active.help")} checked={typed["isActive"] !== "false"}
            onChange={(isOn) => change("isActive", String(isOn))}
          />
        ) : null}
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

type Bound = { value: string; onChange(value: string): void; error: string | false; autoComplete: string };
type Fields = { readonly field: (name: string) => Bound };

function Goods({ field }: Fields) {
  const { say } = useWords();
  return (
    <FormLayout>
      <FormLayout.Group condensed>
        <TextField label={say("offer.item_id")} helpText={say("offer.item_id.help")} requiredIndicator {...field("itemId")} />
        <TextField label={say("offer.spec_id")} helpText={say("offer.spec_id.help")} {...field("specId")} />
      </FormLayout.Group>
      <TextField label={say("offer.name_zh.label")} {...field("nameZh")} />
      <FormLayout.Group condensed>
        <TextField label={say("offer.cost")} helpText={say("offer.cost.help")} inputMode="decimal" requiredIndicator {...field("cost")} />
        <TextField label={say("offer.currency")} requiredIndicator maxLength={3} {...field("currency")} />
      </FormLayout.Group>
    </FormLayout>
  );
}

function Terms({ field }: Fields) {
  const { say } = useWords();
  return (
    <FormLayout>
      <FormLayout.Group condensed>
        <TextField label={say("offer.pack_ratio")} helpText={say("offer.pack_ratio.help")} inputMode="numeric" requiredIndicator {...field("packRatio")} />
        <TextField label={say("offer.priority.label")} helpText={say("offer.priority.help")} inputMode="numeric" {...field("priority")} />
      </FormLayout.Group>
      <FormLayout.Group condensed>
        <TextField label={say("offer.stock.label")} helpText={say("offer.stock.help")} inputMode="numeric" {...field("stock")} />
        <TextField label={say("offer.minimum.label")} inputMode="numeric" {...field("minimumQuantity")} />
        <TextField label={say("offer.lead_time.label")} inputMode="numeric" {...field("leadTimeDays")} />
      </FormLayout.Group>
      <TextField label={say("offer.ships_to.label")} helpText={say("offer.ships_to.help")} placeholder="US, CA, GB" {...field("shipsTo")} />
    </FormLayout>
  );
}

function emptyFor(page: OfferWorld): Typed {
  return {
    supplierId: page.suppliers[0]?.id ?? "", itemId: "", specId: "", packRatio: "1", cost: "", currency: page.shopCurrency, shipsTo: "", priority: "0",
    stock: "", minimumQuantity: "", leadTimeDays: "", nameZh: "", isActive: "true",
  };
}

function asTyped(offer: ShownOffer): Typed {
  const text = (value: string | number | null) => (value === null ? "" : String(value));
  return {
    itemId: offer.itemId, specId: text(offer.specId), packRatio: text(offer.packRatio), cost: formatDecimal(offer.cost), currency: offer.cost.currency,
    shipsTo: offer.shipsTo.join(", "), priority: text(offer.priority), stock: text(offer.stock), minimumQuantity: text(offer.minimumQuantity),
    leadTimeDays: text(offer.leadTimeDays), nameZh: text(offer.nameZh), isActive: String(offer.isActive),
  };
}
