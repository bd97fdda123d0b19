// One offer behind a variant: what it costs and holds, changed in place, removed only after a question.
import { Badge, BlockStack, Box, Button, InlineStack, Modal, Text } from "@shopify/polaris";
import { useCallback, useEffect, useState } from "react";
import type { OfferWorld, ShownOffer, ShownVariant } from "../views/products-page.ts";
import { OfferForm } from "./offer-form.tsx";
import { RateForm } from "./rate-form.tsx";
import { countryName } from "./say-reason.ts";
import { useAct } from "./use-act.ts";
import { useWords, type Words } from "./words.tsx";

type OfferProps = { readonly offer: ShownOffer; readonly variant: ShownVariant; readonly page: OfferWorld };

export function OfferCard({ offer, variant, page }: OfferProps) {
  const words = useWords();
  const { say, formatMoney } = words;
  const [isEditing, setEditing] = useState(false);
  const close = useCallback(() => setEditing(false), []);
  return (
    <Box background="bg-surface-secondary" padding="300" borderRadius="200">
      {isEditing ? <OfferForm variant={variant} page={page} offer={offer} onClose={close} /> : (
        <BlockStack gap="200">
          <InlineStack gap="200" blockAlign="center" align="space-between">
            <InlineStack gap="200" blockAlign="center">
              <Text as="h3" variant="headingSm" breakWord>{offer.supplierName}</Text>
              <Text as="span">{formatMoney(offer.cost)}</Text>
              {offer.isUsable ? null : <Badge tone="warning">{say(offer.isActive ? "offer.paused" : "offer.off")}</Badge>}
            </InlineStack>
            <InlineStack gap="300">
              <Button variant="plain" accessibilityLabel={say("offer.edit.of", { supplier: offer.supplierName })} onClick={() => setEditing(true)}>{say("offer.edit")}</Button>
              <RemoveOffer offer={offer} variant={variant} />
            </InlineStack>
          </InlineStack>
          <Text as="p" tone="subdued" breakWord>{factsOf(words, offer).join(" · ")}</Text>
          <OfferRate offer={offer} page={page} />
        </BlockStack>
      )}
    </Box>
  );
}

function factsOf(words: Words, offer: ShownOffer): string[] {
  const { say } = words;
  const places = offer.shipsTo.length === 0 ? say("offer.everywhere") : offer.shipsTo.map((code) => countryName(words, code)).join(", ");
  return [
    say("offer.item", { item: offer.specId ? `${offer.itemId} / ${offer.specId}` : offer.itemId }),
    offer.nameZh === null ? "" : say("offer.name_zh", { name: offer.nameZh }),
    say("offer.pack", { ratio: offer.packRatio }),
    say("offer.ships_to", { places }),
    say("offer.priority", { priority: offer.priority }),
    sayStock(words, offer),
    offer.minimumQuantity === null ? "" : say("offer.minimum", { minimum: offer.minimumQuantity }),
    offer.leadTimeDays === null ? "" : say("offer.lead_time", { days: offer.leadTimeDays }),
  ].filter(Boolean);
}

function sayStock({ say, formatInstant }: Words, { stock, stockSeenAt }: ShownOffer): string {
  if (stock === null) return say("offer.stock.unknown");
  return stockSeenAt === null ? say("offer.stock", { stock }) : say("offer.stock.seen", { stock, at: formatInstant(stockSeenAt, "date") });
}

function RemoveOffer({ offer, variant }: Omit<OfferProps, "page">) {
  const { say } = useWords();
  const act = useAct();
  const [isAsking, setAsking] = useState(false);
  const { answer } = act;
  useEffect(() => {
    if (answer) setAsking(false);
  }, [answer]);
  const remove = () => act.send({ intent: "remove-offer", variantId: variant.shopifyVariantId, offerId: offer.id });
  return (
    <>
      <Button variant="plain" tone="critical" accessibilityLabel={say("offer.remove.of", { supplier: offer.supplierName })} onClick={() => setAsking(true)}>
        {say("offer.remove")}
      </Button>
      <Modal
        open={isAsking} onClose={() => setAsking(false)} title={say("offer.remove.of", { supplier: offer.supplierName })}
        primaryAction={{ content: say("offer.remove"), destructive: true, loading: act.isBusy, onAction: remove }}
        secondaryActions={[{ content: say("action.cancel"), onAction: () => setAsking(false) }]}
      >
        <Modal.Section><Text as="p">{say("offer.remove.confirm", { supplier: offer.supplierName })}</Text></Modal.Section>
      </Modal>
    </>
  );
}

function OfferRate({ offer, page }: Pick<OfferProps, "offer" | "page">) {
  const { say } = useWords();
  const [isOpen, setOpen] = useState(offer.rate === "missing");
  if (offer.rate === null) return null;
  return (
    <BlockStack gap="200">
      <InlineStack gap="200" blockAlign="center">
        <Text as="span">{offer.rate === "missing" ? say("offer.rate.missing", { from: offer.cost.currency, to: page.shopCurrency }) : say("offer.rate", offer.rate)}</Text>
        {isOpen ? null : <Button variant="plain" onClick={() => setOpen(true)}>{say("offer.rate.change")}</Button>}
      </InlineStack>
      {isOpen ? <RateForm from={offer.cost.currency} page={page} onDone={() => setOpen(false)} /> : null}
    </BlockStack>
  );
}
