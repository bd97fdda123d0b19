// On what terms does a supplier work, how does it ship, and through which channels?
import { BlockStack, Checkbox, FormLayout, Select, Text, TextField } from "@shopify/polaris";
import { incoterms, labelBuyers, undeliverableChoices } from "../suppliers/supplier-facts.ts";
import { RowList } from "./row-list.tsx";
import type { TypedForm } from "./typed-form.ts";
import { useWords } from "./words.tsx";

type Part = { readonly form: TypedForm };

export function TermSection({ form: { field, tick } }: Part) {
  const { say } = useWords();
  const choices = [{ value: "", label: say("supplier.incoterm.none") }, ...incoterms.map((one) => ({ value: one, label: one }))];
  return (
    <FormLayout>
      <FormLayout.Group condensed>
        <TextField label={say("supplier.minimum_order")} inputMode="decimal" {...field("minimumOrder")} />
        <TextField label={say("supplier.currency")} maxLength={3} {...field("minimumOrderCurrency")} />
      </FormLayout.Group>
      <FormLayout.Group>
        <TextField label={say("supplier.payment_terms")} helpText={say("supplier.payment_terms.help")} {...field("paymentTerms")} />
        <TextField label={say("supplier.payment_method")} {...field("paymentMethod")} />
      </FormLayout.Group>
      <Select label={say("supplier.incoterm")} options={choices} {...field("incoterm")} />
      <BlockStack gap="100">
        <Checkbox label={say("supplier.tax")} {...tick("pricesIncludeTax")} />
        <Checkbox label={say("supplier.ioss")} {...tick("mayHaveIoss")} />
        <Checkbox label={say("supplier.invoice")} {...tick("invoiceWanted")} />
      </BlockStack>
      <TextField label={say("supplier.invoice_title")} {...field("invoiceTitle")} />
    </FormLayout>
  );
}

const poBoxWords: Readonly<Record<string, "supplier.po_boxes.yes" | "supplier.po_boxes.no">> = { true: "supplier.po_boxes.yes", false: "supplier.po_boxes.no" };

export function ShippingSection({ form: { field, tick } }: Part) {
  const { say } = useWords();
  return (
    <FormLayout>
      <Checkbox label={say("supplier.ships_blind")} {...tick("shipsBlind")} />
      <FormLayout.Group>
        <TextField label={say("supplier.ships_from")} helpText={say("supplier.ships_from.help")} maxLength={2} {...field("shipsFromCountryCode")} />
        <Select label={say("supplier.label_buyer")} options={labelBuyers.map((one) => ({ value: one, label: say(`supplier.label_buyer.${one}`) }))} {...field("labelBuyer")} />
      </FormLayout.Group>
      <Select label={say("supplier.po_boxes")} options={["", "true", "false"].map((one) => ({ value: one, label: say(poBoxWords[one] ?? "supplier.po_boxes.unknown") }))} {...field("takesPoBoxes")} />
      <Select label={say("supplier.if_undeliverable")} options={undeliverableChoices.map((one) => ({ value: one, label: say(`supplier.undeliverable.${one}`) }))} {...field("ifUndeliverable")} />
      <Text as="h3" variant="headingSm">{say("supplier.return_address")}</Text>
      <FormLayout.Group>
        <TextField label={say("supplier.return_name")} {...field("returnName")} />
        <TextField label={say("supplier.return_phone")} type="tel" {...field("returnPhone")} />
      </FormLayout.Group>
      <TextField label={say("supplier.return_address1")} {...field("returnAddress1")} />
      <FormLayout.Group>
        <TextField label={say("supplier.return_city")} {...field("returnCity")} />
        <TextField label={say("supplier.return_province")} {...field("returnProvince")} />
      </FormLayout.Group>
      <FormLayout.Group condensed>
        <TextField label={say("supplier.return_postal")} {...field("returnPostalCode")} />
        <TextField label={say("supplier.return_country")} maxLength={2} {...field("returnCountryCode")} />
      </FormLayout.Group>
    </FormLayout>
  );
}

export function ChannelSection({ form }: Part) {
  const { say } = useWords();
  return (
    <BlockStack gap="400">
      <RowList form={form} list="channels" add={say("supplier.channel.add")} name={say("supplier.section.channels")} empty={{ channelTitle: "", channelName: "" }}>
        {(cell) => (
          <FormLayout.Group>
            <TextField label={say("supplier.channel.title")} {...cell("channelTitle")} />
            <TextField label={say("supplier.channel.name")} {...cell("channelName")} />
          </FormLayout.Group>
        )}
      </RowList>
      <TextField label={say("supplier.carriers")} helpText={say("supplier.carriers.help")} {...form.field("forbiddenCarriers")} />
    </BlockStack>
  );
}

export function LimitSection({ form: { field } }: Part) {
  const { say } = useWords();
  return (
    <FormLayout>
      <FormLayout.Group condensed>
        <TextField label={say("supplier.address_limit")} inputMode="numeric" {...field("addressLimit")} />
        <TextField label={say("supplier.note_limit")} inputMode="numeric" {...field("noteLimit")} />
        <TextField label={say("supplier.name_limit")} inputMode="numeric" {...field("nameLimit")} />
      </FormLayout.Group>
    </FormLayout>
  );
}
