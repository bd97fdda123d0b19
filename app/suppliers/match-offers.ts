// Which of a supplier's goods may stand behind a variant without an offer, how surely, and why? Suggestions only; a person accepts.
import type { Reason } from "../orders/allocation.ts";
import type { GivenFacts, OfferFacts } from "./offer-import.ts";

export type OpenVariant = {
  readonly id: string; readonly sku: string | null; readonly barcode: string | null; readonly productId: string | null;
  readonly title: string; readonly options: readonly string[];
};

/** A row of a supplier's list that found no variant of the shop. */
export type ListedGoods = { readonly supplierId: string; readonly sku: string; readonly barcode: string; readonly given: GivenFacts };
/** An offer of another variant of the same product. */
export type SiblingOffer = { readonly productId: string; readonly options: readonly string[]; readonly facts: OfferFacts };

export type Suggestion = { readonly variantId: string; readonly offer: OfferFacts; /** 0 to 100. */ readonly confidence: number; readonly reasons: readonly Reason[] };

const fresh = { specId: null, packRatio: 1, shipsTo: [], priority: 0, stockQuantity: null, leadTimeDays: null, minimumQuantity: null, nameZh: null, isActive: true };
const leastConfidence = 40;

/** The best suggestion for each variant, the surest first. */
export function suggestOffers(variants: readonly OpenVariant[], { listed, siblings }: { listed: readonly ListedGoods[]; siblings: readonly SiblingOffer[] }): Suggestion[] {
  const index = indexListed(listed);
  const byProduct = Map.groupBy(siblings, ({ productId }) => productId);
  const best = variants.flatMap((variant) => {
    const found = [...fromList(variant, index), ...(byProduct.get(variant.productId ?? "") ?? []).flatMap((sibling) => fromSibling(variant, sibling))];
    return found.toSorted((left, right) => right.confidence - left.confidence).slice(0, 1);
  });
  return best.toSorted((left, right) => right.confidence - left.confidence);
}

const reason = (code: string, params: Reason["params"] = {}): Reason => ({ code: `matching.reason.${code}`, params });

/** Case, blanks and signs are what differs between two ways to write one SKU. */
const bare = (text: string): string => text.normalize("NFKC").toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
const wordsIn = (text: string): Set<string> => new Set(text.normalize("NFKC").toLowerCase().match(/\p{Script=Han}|[\p{L}\p{N}]+/gu) ?? []);

type Index = { readonly bySku: Map<string, ListedGoods[]>; readonly byBarcode: Map<string, ListedGoods[]>; readonly byItem: Map<string, ListedGoods[]>; readonly byWord: Map<string, ListedGoods[]> };

function indexListed(listed: readonly ListedGoods[]): Index {
  const byWord = new Map<string, ListedGoods[]>();
  for (const goods of listed) {
    for (const word of wordsIn(textOf(goods))) byWord.set(word, [...(byWord.get(word) ?? []), goods].slice(0, mostOfWord));
  }
  return { bySku: Map.groupBy(listed, ({ sku }) => bare(sku)), byBarcode: Map.groupBy(listed, ({ barcode }) => bare(barcode)), byItem: Map.groupBy(listed, ({ given }) => bare(given.itemId)), byWord };
}

/** A word that more goods share says nothing of any of them. */
const mostOfWord = 200;

const textOf = ({ sku, given }: ListedGoods): string => [sku, given.itemId, given.specId, given.nameZh].filter(Boolean).join(" ");

function fromList(variant: OpenVariant, index: Index): Suggestion[] {
  const named = (text: string | null, goods: ReadonlyMap<string, ListedGoods[]>) => (bare(text ?? "") === "" ? [] : (goods.get(bare(text ?? "")) ?? []));
  const sure = [
    ...named(variant.barcode, index.byBarcode).map((goods) => toSuggestion(variant, goods, { confidence: 95, reasons: [reason("barcode", { text: goods.barcode })] })),
    ...named(variant.sku, index.bySku).map((goods) => toSuggestion(variant, goods, { confidence: 92, reasons: [reason("sku", { text: goods.sku })] })),
    ...named(variant.sku, index.byItem).map((goods) => toSuggestion(variant, goods, { confidence: 88, reasons: [reason("sku_is_item", { text: goods.given.itemId })] })),
  ];
  if (sure.length === 0) return byWords(variant, index);
  // Two goods of one name: neither is sure.
  const goods = new Set(sure.map(({ offer }) => JSON.stringify([offer.supplierId, offer.itemId, offer.specId])));
  return goods.size > 1 ? sure.map((one) => ({ ...one, confidence: Math.min(one.confidence, 75) })) : sure;
}

type Judged = { readonly confidence: number; readonly reasons: readonly Reason[] };
const toSuggestion = (variant: OpenVariant, { supplierId, given }: ListedGoods, judged: Judged): Suggestion => ({ variantId: variant.id, offer: { ...fresh, ...given, supplierId, variantId: variant.id }, ...judged });

/** Words alone never reach what may be accepted in bulk. */
function byWords(variant: OpenVariant, index: Index): Suggestion[] {
  const wanted = wordsIn([variant.title, ...variant.options].join(" "));
  const candidates = new Set([...wanted].flatMap((word) => index.byWord.get(word) ?? []));
  return [...candidates].flatMap((goods) => {
    const words = wordsIn(textOf(goods));
    const shared = [...wanted].filter((word) => words.has(word));
    const share = wanted.size === 0 ? 0 : Math.round((shared.length / wanted.size) * 100);
    const hasOptions = variant.options.length > 0 && variant.options.every((option) => [...wordsIn(option)].every((word) => words.has(word)));
    const confidence = Math.min(Math.round(share * 0.7) + (hasOptions ? 15 : 0), 85);
    if (confidence < leastConfidence || shared.length < 2) return [];
    const reasons = [reason("title", { share, text: shared.join(" ") }), ...(hasOptions ? [reason("options", { text: variant.options.join(" / ") })] : [])];
    return [toSuggestion(variant, goods, { confidence, reasons })];
  });
}

/** The same item in this variant's options: only where the sibling's own specification is made of its options. */
function fromSibling(variant: OpenVariant, { options, facts }: SiblingOffer): Suggestion[] {
  const base: OfferFacts = { ...facts, variantId: variant.id, stockQuantity: null };
  if (facts.specId === null) return variant.options.length > 0 ? [] : [{ variantId: variant.id, offer: base, confidence: 50, reasons: [reason("sibling")] }];
  const specId = specFor(facts.specId, options, variant.options);
  if (specId === undefined) return [];
  return [{ variantId: variant.id, offer: { ...base, specId }, confidence: 80, reasons: [reason("sibling"), reason("sibling_spec", { text: specId })] }];
}

function specFor(spec: string, theirs: readonly string[], ours: readonly string[]): string | undefined {
  if (theirs.length === 0 || theirs.length !== ours.length || !theirs.every((option) => spec.includes(option))) return undefined;
  // Longest first, each replaced once by a mark, so that "L" is not found inside "XL".
  const order = theirs.map((option, index) => ({ option, index })).toSorted((left, right) => right.option.length - left.option.length);
  const marked = order.reduce((text, { option, index }) => text.replace(option, `\uE000${index}\uE001`), spec);
  if ((marked.match(/\uE000/gu) ?? []).length !== theirs.length) return undefined;
  return marked.replaceAll(/\uE000(\d+)\uE001/gu, (_, index: string) => ours[Number(index)] ?? "");
}
