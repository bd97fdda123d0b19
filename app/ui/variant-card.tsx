// One variant: who ships it, at what cost, and the way to say so.
import { Badge, BlockStack, Box, Button, Card, InlineStack, Link, Text, Thumbnail } from "@shopify/polaris";
import { ImageIcon } from "@shopify/polaris-icons";
import { useCallback, useEffect, useState } from "react";
import { mostOffers, type OfferWorld, type ShownVariant } from "../views/products-page.ts";
import { OfferCard } from "./offer-card.tsx";
import { OfferForm } from "./offer-form.tsx";
import { useAct } from "./use-act.ts";
import { useWords } from "./words.tsx";

export function VariantCard({ variant, page }: { readonly variant: ShownVariant; readonly page: OfferWorld }) {
  return (
    <div role="group" aria-label={nameOf(variant)}>
      <Card>
        <InlineStack gap="300" wrap={false} blockAlign="start">
          <Thumbnail source={variant.imageUrl ?? ImageIcon} alt="" size="small" />
          <Box width="100%">
            <BlockStack gap="300">
              <VariantHead variant={variant} />
              <VariantOffers variant={variant} page={page} />
            </BlockStack>
          </Box>
        </InlineStack>
      </Card>
    </div>
  );
}

export const nameOf = (variant: ShownVariant) => [variant.title, variant.variantTitle].filter(Boolean).join(" - ");

export function VariantOffers({ variant, page }: { readonly variant: ShownVariant; readonly page: OfferWorld }) {
  return (
    <>
      {variant.offers.map((offer) => <OfferCard key={offer.id} offer={offer} variant={variant} page={page} />)}
      <VariantActions variant={variant} page={page} />
    </>
  );
}

export function VariantBadges({ variant }: { readonly variant: ShownVariant }) {
  const { say } = useWords();
  const isMapped = variant.isOwnGoods || variant.offers.length > 0;
  return (
    <>
      {isMapped ? null : <Badge tone="attention">{say("products.unmapped")}</Badge>}
      {variant.isOwnGoods ? <Badge>{say("products.own")}</Badge> : null}
      {variant.waitingUnits > 0 ? <Badge tone="critical">{say("products.waiting", { units: variant.waitingUnits })}</Badge> : null}
      {variant.isMissing ? <Badge tone="warning">{say("products.missing")}</Badge> : null}
    </>
  );
}

function VariantHead({ variant }: { readonly variant: ShownVariant }) {
  const { say } = useWords();
  return (
    <BlockStack gap="100">
      <Text as="h2" variant="headingSm" breakWord>{nameOf(variant)}</Text>
      <InlineStack gap="200" blockAlign="center">
        {variant.sku ? <Text as="span" tone="subdued">{variant.sku}</Text> : null}
        <VariantBadges variant={variant} />
        <Link url={`/app/products/${variant.id}`} accessibilityLabel={`${say("products.open")}: ${nameOf(variant)}`}>{say("products.open")}</Link>
      </InlineStack>
    </BlockStack>
  );
}

function VariantActions({ variant, page }: { readonly variant: ShownVariant; readonly page: OfferWorld }) {
  const { say } = useWords();
  const act = useAct();
  const [isAdding, setAdding] = useState(false);
  const [hasBeenMarked, setMarked] = useState(variant.isOwnGoods);
  useEffect(() => setMarked(variant.isOwnGoods), [variant.isOwnGoods]);
  const close = useCallback(() => setAdding(false), []);
  if (isAdding) return <OfferForm variant={variant} page={page} onClose={close} />;
  const hasSuppliers = page.suppliers.length > 0;
  const isFull = variant.offers.length >= mostOffers;
  return (
    <BlockStack gap="200">
      <InlineStack gap="200">
        <Button disabled={!hasSuppliers || isFull} onClick={() => setAdding(true)}>{say("offer.add")}</Button>
        <Button
          variant="tertiary" loading={act.isBusy}
          onClick={() => act.send({ intent: hasBeenMarked ? "not-own" : "own", variantId: variant.shopifyVariantId })}
        >
          {say(hasBeenMarked ? "products.own.unmark" : "products.own.mark")}
        </Button>
      </InlineStack>
      {isFull ? <Text as="p" tone="subdued">{say("products.offers.full", { most: mostOffers })}</Text> : null}
      {hasSuppliers ? null : <Text as="p"><Link url="/app/suppliers">{say("offer.no_supplier")}</Link></Text>}
    </BlockStack>
  );
}
