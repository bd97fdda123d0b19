// Which supplier was given whose data, when and how: narrowed, page by page, and as a file.
import { useNavigate } from "@remix-run/react";
import { BlockStack, Box, Button, Card, Divider, Form, FormLayout, InlineStack, Link, Select, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { disclosuresAddress, privacyAddress, type PrivacyPage, type ShownDisclosure } from "../views/privacy-page.ts";
import { useDownload } from "./download.ts";
import { sayWord } from "./say-reason.ts";
import { useWords, type Words } from "./words.tsx";

export function DisclosuresCard({ page }: { readonly page: PrivacyPage }) {
  const { say } = useWords();
  const download = useDownload();
  const { query, disclosures, older } = page;
  const isNarrowed = query.order !== "" || query.supplierId !== null;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">{say("disclosures.title")}</Text>
        <Text as="p" tone="subdued">{say("disclosures.help")}</Text>
        <Filters key={`${query.order}:${query.supplierId}`} page={page} isNarrowed={isNarrowed} />
        {disclosures.length === 0 ? <Text as="p">{say(isNarrowed ? "disclosures.none.found" : "disclosures.none")}</Text> : null}
        <DisclosureList disclosures={disclosures} isWithOrder />
        <InlineStack gap="200">
          {query.after ? <Button url={disclosuresAddress({ ...query, after: null })}>{say("disclosures.newest")}</Button> : null}
          {older ? <Button url={disclosuresAddress({ ...query, after: older })}>{say("disclosures.older")}</Button> : null}
          {disclosures.length > 0 ? (
            <Button loading={download.isBusy} onClick={() => download.start(disclosuresAddress({ ...query, after: null }, `${privacyAddress}/disclosures`))}>{say("disclosures.export")}</Button>
          ) : null}
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

function Filters({ page: { query, suppliers }, isNarrowed }: { readonly page: PrivacyPage; readonly isNarrowed: boolean }) {
  const { say } = useWords();
  const navigate = useNavigate();
  const [order, setOrder] = useState(query.order);
  const [supplier, setSupplier] = useState(query.supplierId ?? "");
  const options = [{ label: say("disclosures.supplier.all"), value: "" }, ...suppliers.map(({ id, name }) => ({ label: name, value: id }))];
  return (
    <Form onSubmit={() => navigate(disclosuresAddress({ order: order.trim(), supplierId: supplier || null }))}>
      <FormLayout>
        <FormLayout.Group condensed>
          <TextField label={say("disclosures.order")} value={order} onChange={setOrder} autoComplete="off" placeholder="#1001" />
          <Select label={say("disclosures.supplier")} options={options} value={supplier} onChange={setSupplier} />
        </FormLayout.Group>
        <InlineStack gap="200">
          <Button submit>{say("disclosures.search")}</Button>
          {isNarrowed ? <Button variant="plain" url={privacyAddress}>{say("disclosures.clear")}</Button> : null}
        </InlineStack>
      </FormLayout>
    </Form>
  );
}

export function DisclosureList({ disclosures, isWithOrder = false }: { readonly disclosures: readonly ShownDisclosure[]; readonly isWithOrder?: boolean }) {
  return (
    <BlockStack gap="200">
      {disclosures.map((one, index) => (
        <Box key={one.id}>
          {index > 0 ? <Box paddingBlockEnd="200"><Divider /></Box> : null}
          <Disclosed one={one} isWithOrder={isWithOrder} />
        </Box>
      ))}
    </BlockStack>
  );
}

function Disclosed({ one, isWithOrder }: { readonly one: ShownDisclosure; readonly isWithOrder: boolean }) {
  const words = useWords();
  return (
    <BlockStack gap="050">
      <InlineStack gap="200">
        {isWithOrder ? <Link url={`/app/orders/${one.orderId}`}>{one.orderName}</Link> : null}
        <Text as="span" breakWord fontWeight="medium">{one.supplierName}</Text>
      </InlineStack>
      <Text as="p">{sayKinds(words, one)}</Text>
      <Text as="p" tone="subdued">{[sayWord(words, "disclosure.channel", one.channel), words.formatInstant(one.at)].join(" · ")}</Text>
    </BlockStack>
  );
}

const sayKinds = (words: Words, { kinds }: ShownDisclosure): string =>
  kinds.length === 0 ? words.say("disclosure.kind.none") : new Intl.ListFormat(words.language).format(kinds.map((kind) => words.say(`disclosure.kind.${kind}`)));

export function OrderDisclosuresCard({ disclosures, order }: { readonly disclosures: readonly ShownDisclosure[]; readonly order: string }) {
  const { say } = useWords();
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">{say("disclosures.order.title")}</Text>
        {disclosures.length === 0 ? <Text as="p" tone="subdued">{say("disclosures.order.none")}</Text> : <DisclosureList disclosures={disclosures} />}
        {disclosures.length > 0 ? <Link url={disclosuresAddress({ order })}>{say("disclosures.order.all")}</Link> : null}
      </BlockStack>
    </Card>
  );
}
