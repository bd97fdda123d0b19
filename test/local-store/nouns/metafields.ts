// Which metafields does a record have, and how do apps write them?

import { digestOf, findMetafield, namespaceOf, ownersOf, setMetafields, type MetafieldInput } from "../acts/set-metafields.ts";
import { connect, connectionModels, type ConnectionArgs } from "../graphql/connections.ts";
import { codedUserErrorFields, own, userErrorFields, type GraphqlContext, type Models } from "../graphql/models.ts";
import { numericId } from "../ids.ts";
import type { StoredMetafield } from "../order-extras.ts";

type Owner = { id: string };
type ListArgs = ConnectionArgs & { namespace?: string | null; keys?: string[] | null };
type Named = { ownerId: string; namespace: string; key: string };

const ownerTypes: Record<string, string> = { Shop: "SHOP", Order: "ORDER", Product: "PRODUCT", ProductVariant: "PRODUCTVARIANT" };

function one({ id }: Owner, { namespace, key }: { namespace?: string | null; key: string }, { shop }: GraphqlContext) {
  return findMetafield(shop, { ownerId: id, namespace: namespace ?? null, key }) ?? null;
}

/** Keys may be given as "namespace.key". */
function list({ id }: Owner, args: ListArgs, { shop }: GraphqlContext) {
  const { namespace, keys } = args;
  const listed = (shop.metafields ?? []).filter((found) => found.ownerId === id
    && (namespace == null || found.namespace === namespaceOf(namespace))
    && (keys == null || keys.includes(namespace == null ? `${found.namespace}.${found.key}` : found.key)));
  return connect(listed, args);
}

function set(_root: unknown, { metafields }: { metafields: MetafieldInput[] }, { world, shop }: GraphqlContext) {
  const answer = setMetafields({ world, shop }, metafields);
  return { metafields: answer.userErrors.length > 0 ? [] : answer.metafields, userErrors: answer.userErrors };
}

function remove(_root: unknown, { metafields }: { metafields: Named[] }, { world, shop }: GraphqlContext) {
  const found = metafields.map((named) => findMetafield(shop, named));
  shop.metafields = (shop.metafields ?? []).filter((one) => !found.includes(one));
  world.changed();
  return { deletedMetafields: metafields.map((named, index) => (found[index] ? named : null)), userErrors: [] };
}

function jsonOf({ type, value }: StoredMetafield): unknown {
  const isText = /text_field|^date|^url|^color|_reference$/.test(type) && !type.startsWith("list.");
  if (isText) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

const ofOwner = { metafield: one, metafields: list };

export const metafieldModels: Models = {
  Mutation: { metafieldsSet: set, metafieldsDelete: remove },
  Shop: ofOwner,
  Order: ofOwner,
  Product: ofOwner,
  ProductVariant: ofOwner,
  Metafield: {
    ...own<StoredMetafield>("id", "namespace", "key", "type", "value", "createdAt", "updatedAt"),
    legacyResourceId: (found: StoredMetafield) => numericId(found.id),
    compareDigest: digestOf,
    jsonValue: jsonOf,
    sizeInBytes: ({ value }: StoredMetafield) => Buffer.byteLength(value),
    owner: ({ ownerId }: StoredMetafield, _args: unknown, { shop }: GraphqlContext) => ownersOf(shop).find((owner) => owner.id === ownerId),
    ownerType: ({ ownerId }: StoredMetafield, _args: unknown, { shop }: GraphqlContext) =>
      ownerTypes[ownersOf(shop).find((owner) => owner.id === ownerId)?.kind ?? ""],
  },
  MetafieldsSetPayload: own<Record<string, unknown>>("metafields", "userErrors"),
  MetafieldsSetUserError: { ...codedUserErrorFields, ...own<{ elementIndex: unknown }>("elementIndex") },
  MetafieldsDeletePayload: own<Record<string, unknown>>("deletedMetafields", "userErrors"),
  MetafieldIdentifier: own<Named>("ownerId", "namespace", "key"),
  UserError: userErrorFields,
  ...connectionModels("Metafield"),
};
