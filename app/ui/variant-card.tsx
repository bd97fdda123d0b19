// One variant: who ships it, at what cost, and the way to say so.
import { Badge, BlockStack, Box, Button, Card, InlineStack, Link, Text, Thumbnail } from "@shopify/polaris";
import { ImageIcon } from "@shopify/polaris-icons";
import { useEffect, useState } from "react";
import type { ProductsPage, ShownOffer, ShownVariant } from "../views/products-page.ts";
import { OfferForm } from "./offer-form.tsx";
import { RateForm } from "./rate-form.tsx";
import { countryName } from "./say-reason.ts";
import { useAct } from "./use-act.ts";
import { useWords } from "./words.tsx";

export function VariantCard({ variant, page }: { readonly variant: ShownVariant; readonly page: ProductsPage }) {
  return (
    <div role="group" aria-label={nameOf(variant)}>
      <Card>
        <InlineStack gap="300" wrap={false} blockAlign="start">
          <Thumbnail source={variant.imageUrl ?? ImageIcon} alt="" size="small" />
          <Box width="100%">
            <BlockStack gap="300">
              <VariantHead variant={variant} />
              {variant.offers.map((offer) => <Offer key={offer.id} offer={offer} variant={variant} page={page} />)}
              <VariantActions variant={variant} page={page} />
            </BlockStack>
          </Box>
        </InlineStack>
      </Card>
    </div>
  );
}

const nameOf = (variant: ShownVariant) => [variant.title, variant.variantTitle].filter(Boolean).join(" - ");

function VariantHead({ variant }: { readonly variant: ShownVariant }) {
  const { say } = useWords();
  const isMapped = variant.isOwnGoods || variant.offers.length > 0;
  return (
    <BlockStack gap="100">
      <Text as="h2" variant="headingSm" breakWord>{nameOf(variant)}</Text>
      <InlineStack gap="200" blockAlign="center">
        {variant.sku ? <Text as="span" tone="subdued">{variant.sku}</Text> : null}
        {isMapped ? null : <Badge tone="attention">{say("products.unmapped")}</Badge>}
        {variant.isOwnGoods ? <Badge>{say("products.own")}</Badge> : null}
        {variant.waitingUnits > 0 ? <Badge tone="critical">{say("products.waiting", { units: variant.waitingUnits })}</Badge> : null}
        {variant.isMissing ? <Badge tone="warning">{say("products.missing")}</Badge> : null}
      </InlineStack>
    </BlockStack>
  );
}

type OfferProps = { readonly offer: ShownOffer; readonly variant: ShownVariant; readonly page: ProductsPage };

function Offer({ offer, variant, page }: OfferProps) {
  const words = useWords();
  const { say, formatMoney } = words;
  const act = useAct();
  const places = offer.shipsTo.length === 0 ? say("offer.everywhere") : offer.shipsTo.map((code) => countryName(words, code)).join(", ");
  const facts = [
    say("offer.item", { item: offer.specId ? `${offer.itemId} / ${offer.specId}` : offer.itemId }),
    say("offer.pack", { ratio: offer.packRatio }),
    say("offer.ships_to", { places }),
    say("offer.priority", { priority: offer.priority }),
    offer.stock === null ? say("offer.stock.unknown") : say("offer.stock", { stock: offer.stock }),
  ];
  return (
    <Box background="bg-surface-secondary" padding="300" borderRadius="200">
      <BlockStack gap="200">
        <InlineStack gap="200" blockAlign="center" align="space-between">
          <InlineStack gap="200" blockAlign="center">
            <Text as="h3" variant="headingSm">{offer.supplierName}</Text>
            <Text as="span">{formatMoney(offer.cost)}</Text>
            {offer.isUsable ? null : <Badge tone="warning">{say("offer.paused")}</Badge>}
          </InlineStack>
          <Button
            variant="plain" tone="critical" loading={act.isBusy} accessibilityLabel={say("offer.remove.of", { supplier: offer.supplierName })}
            onClick={() => act.send({ intent: "remove-offer", variantId: variant.shopifyVariantId, offerId: offer.id })}
          >
            {say("offer.remove")}
          </Button>
        </InlineStack>
        <Text as="p" tone="subdued" breakWord>{facts.join(" · ")}</Text>
        <OfferRate offer={offer} page={page} />
      </BlockStack>
    </Box>
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

function VariantActions({ variant, page }: { readonly variant: ShownVariant; readonly page: ProductsPage }) {
  const { say } = useWords();
  const act = useAct();
  const [isAdding, setAdding] = useState(false);
  const [hasBeenMarked, setMarked] = useState(variant.isOwnGoods);
  useEffect(() => setMarked(variant.isOwnGoods), [variant.isOwnGoods]);
  if (isAdding) return <OfferForm variant={variant} page={page} onClose={() => setAdding(false)} />;
  const hasSuppliers = page.suppliers.length > 0;
  return (
    <BlockStack gap="200">
      <InlineStack gap="200">
        <Button disabled={!hasSuppliers} onClick={() => setAdding(true)}>{say("offer.add")}</Button>
        <Button
          variant="tertiary" loading={act.isBusy}
          onClick={() => act.send({ intent: hasBeenMarked ? "not-own" : "own", variantId: variant.shopifyVariantId })}
        >
          {say(hasBeenMarked ? "products.own.unmark" : "products.own.mark")}
        </Button>
      </InlineStack>
      {hasSuppliers ? null : <Text as="p"><Link url="/app/suppliers">{say("offer.no_supplier")}</Link></Text>}
    </BlockStack>
  );
}
