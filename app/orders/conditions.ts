// For which orders does a rule speak? The same conditions narrow rules of routing and rules of automation.
// Empty lists and nulls mean "any"; all that is set must fit. Shopify's tags and collections know no capitals.

export type Conditions = {
  /** ISO 3166-1 alpha-2, of the destination. */
  readonly countries: readonly string[];
  /** Of the order or of the product. */
  readonly tags: readonly string[];
  /** By title. */
  readonly collections: readonly string[];
  /** What the order comes to, in minor units of the shop's currency; both ends count as inside. */
  readonly atLeastMinor: bigint | null;
  readonly atMostMinor: bigint | null;
};

/** What a line, or a supplier's part of an order, is judged by. */
export type Occasion = {
  readonly countryCode: string | null;
  readonly tags: readonly string[];
  readonly collections: readonly string[];
  readonly totalMinor: bigint;
};

/** What the catalog knows of the product behind a line. */
export type Traits = { readonly tags: readonly string[]; readonly collections: readonly string[] };

export const always: Conditions = { countries: [], tags: [], collections: [], atLeastMinor: null, atMostMinor: null };

export function fits(conditions: Conditions, occasion: Occasion): boolean {
  const { atLeastMinor, atMostMinor } = conditions;
  return (
    meets(conditions.countries, [occasion.countryCode ?? ""]) &&
    meets(conditions.tags, occasion.tags) &&
    meets(conditions.collections, occasion.collections) &&
    (atLeastMinor === null || occasion.totalMinor >= atLeastMinor) &&
    (atMostMinor === null || occasion.totalMinor <= atMostMinor)
  );
}

/** One of those wanted is among those there; nothing wanted is met by anything. */
function meets(wanted: readonly string[], there: readonly string[]): boolean {
  if (wanted.length === 0) return true;
  const known = new Set(there.map(plain));
  return wanted.some((one) => known.has(plain(one)));
}

const plain = (text: string): string => text.trim().toLowerCase();

type OrderFacts = {
  readonly address: { readonly countryCode: string | null } | null;
  readonly tags: readonly string[];
  readonly total: { readonly minor: bigint };
};

/** An order seen through the products that this is about: one for a line, several for a supplier's part. */
export function occasionOf(order: OrderFacts, products: readonly Traits[]): Occasion {
  return {
    countryCode: order.address?.countryCode ?? null,
    tags: [...order.tags, ...products.flatMap(({ tags }) => tags)],
    collections: products.flatMap(({ collections }) => collections),
    totalMinor: order.total.minor,
  };
}
