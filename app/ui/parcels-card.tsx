// Which parcels left, what the shop's order shows of them, and where they are; the newest scan first.
import { Badge, BlockStack, Button, Card, Collapsible, Divider, InlineStack, Link, List, Text } from "@shopify/polaris";
import { useId, useState } from "react";
import type { ShownParcel } from "../views/order-page.ts";
import { sayReason, sayWord } from "./say-reason.ts";
import { useWords } from "./words.tsx";

export function ParcelsCard({ parcels }: { readonly parcels: readonly ShownParcel[] }) {
  const { say } = useWords();
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">{say("order.parcels")}</Text>
        {parcels.length === 0 ? <Text as="p" tone="subdued">{say("order.parcels.none")}</Text> : null}
        {parcels.map((parcel, index) => (
          <BlockStack key={parcel.id} gap="400">
            {index > 0 ? <Divider /> : null}
            <ParcelPart parcel={parcel} />
          </BlockStack>
        ))}
      </BlockStack>
    </Card>
  );
}

function ParcelPart({ parcel }: { readonly parcel: ShownParcel }) {
  const { say, formatInstant } = useWords();
  return (
    <BlockStack gap="200">
      <InlineStack gap="200" blockAlign="center">
        <Text as="h3" variant="headingSm" breakWord>
          {parcel.trackingUrl ? <Link url={parcel.trackingUrl} target="_blank">{parcel.trackingNumber}</Link> : parcel.trackingNumber}
        </Text>
        <Text as="span">{parcel.company}</Text>
      </InlineStack>
      <Text as="p" tone="subdued">{say("parcel.shipped", { supplier: parcel.supplierName, at: formatInstant(parcel.shippedAt) })}</Text>
      <List>{parcel.lines.map((line) => <List.Item key={line.title}>{`${line.title}: ${say("order.units", { units: line.quantity })}`}</List.Item>)}</List>
      {parcel.fulfillment ? <Told fulfillment={parcel.fulfillment} /> : null}
      <Scans parcel={parcel} />
    </BlockStack>
  );
}

function Told({ fulfillment }: { readonly fulfillment: NonNullable<ShownParcel["fulfillment"]> }) {
  const words = useWords();
  const isTold = fulfillment.state === "CREATED";
  return (
    <InlineStack gap="200" blockAlign="center">
      {fulfillment.isCancelled ? <Badge tone="critical">{words.say("parcel.cancelled_in_shopify")}</Badge>
        : <Badge tone={isTold ? "success" : "attention"}>{words.say(`fulfillment.state.${fulfillment.state}`)}</Badge>}
      {fulfillment.name ? <Text as="span">{fulfillment.name}</Text> : null}
      {fulfillment.reason && !isTold ? (
        <Text as="span" tone="subdued" breakWord>{sayReason(words, { ...fulfillment.reason, code: `fulfillment.${fulfillment.reason.code}` })}</Text>
      ) : null}
    </InlineStack>
  );
}

function Scans({ parcel }: { readonly parcel: ShownParcel }) {
  const { say } = useWords();
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const [latest, ...earlier] = parcel.events;
  if (!latest) return <Text as="p" tone="subdued">{say("parcel.no_scan")}</Text>;
  return (
    <BlockStack gap="200">
      <Scan event={latest} />
      {earlier.length > 0 ? (
        <InlineStack>
          <Button variant="plain" disclosure={isOpen ? "up" : "down"} ariaExpanded={isOpen} ariaControls={id} onClick={() => setOpen(!isOpen)}>
            {say("parcel.earlier", { scans: earlier.length })}
          </Button>
        </InlineStack>
      ) : null}
      <Collapsible id={id} open={isOpen}>
        <BlockStack gap="200">{earlier.map((event) => <Scan key={event.id} event={event} />)}</BlockStack>
      </Collapsible>
    </BlockStack>
  );
}

function Scan({ event }: { readonly event: ShownParcel["events"][number] }) {
  const words = useWords();
  return (
    <BlockStack>
      <Text as="p">{sayWord(words, "tracking", event.status)}</Text>
      <Text as="p" tone="subdued" breakWord>{[words.formatInstant(event.happenedAt), event.place, event.description].filter(Boolean).join(" · ")}</Text>
    </BlockStack>
  );
}
