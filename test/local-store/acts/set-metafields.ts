// Which values do apps keep with a record? 25 at a time, all or none; the codes are Shopify's.

import { createHash } from "node:crypto";
import { appNumber, newId } from "../ids.ts";
import { laterInstant, utcInstant } from "../instants.ts";
import type { StoredMetafield } from "../order-extras.ts";
import { variantsOf, type ShopState } from "../shop-state.ts";
import type { Place } from "../world.ts";

export type MetafieldInput = {
  id?: string | null; ownerId?: string; namespace?: string | null; key?: string | null; type?: string | null; value?: string | null; compareDigest?: string | null;
};

export type MetafieldProblem = { field: string[]; message: string; code: string; elementIndex: number | null };

/** What only this app may write. */
const ownNamespace = `app--${appNumber}`;
const most = 25;

export function ownersOf(shop: ShopState): { kind: string; id: string }[] {
  return [shop, ...shop.orders, ...shop.products, ...variantsOf(shop)];
}

export function setMetafields({ world, shop }: Place, inputs: readonly MetafieldInput[]): { metafields: StoredMetafield[]; userErrors: MetafieldProblem[] } {
  if (inputs.length > most) {
    return { metafields: [], userErrors: [{ field: ["metafields"], message: `Exceeded the maximum metafields input limit of ${most}.`, code: "LESS_THAN_OR_EQUAL_TO", elementIndex: null }] };
  }
  const userErrors = inputs.flatMap((input, index) => problemsIn(shop, input, index));
  if (userErrors.length > 0) return { metafields: [], userErrors };
  const metafields = inputs.map((input) => write({ world, shop }, input));
  if (metafields.length > 0) world.changed();
  return { metafields, userErrors: [] };
}

export function namespaceOf(namespace: string | null | undefined): string {
  if (namespace == null || namespace === "$app") return ownNamespace;
  return namespace.startsWith("$app:") ? `${ownNamespace}--${namespace.slice("$app:".length)}` : namespace;
}

export function findMetafield(shop: ShopState, { ownerId, namespace, key }: { ownerId: string; namespace?: string | null; key: string }): StoredMetafield | undefined {
  const full = namespaceOf(namespace);
  return (shop.metafields ?? []).find((one) => one.ownerId === ownerId && one.namespace === full && one.key === key);
}

/** Changes with every change of the value. */
export function digestOf({ value }: { value: string }): string {
  return createHash("sha256").update(value).digest("hex");
}

type Check = { isWrong: boolean; part: string; message: string; code: string };

function problemsIn(shop: ShopState, input: MetafieldInput, index: number): MetafieldProblem[] {
  const key = input.key ?? "";
  const namespace = namespaceOf(input.namespace);
  const existing = findMetafield(shop, { ownerId: input.ownerId ?? "", namespace: input.namespace ?? null, key });
  const isForeign = namespace.startsWith("app--") && namespace !== ownNamespace && !namespace.startsWith(`${ownNamespace}--`);
  const checks: Check[] = [
    { isWrong: !ownersOf(shop).some((owner) => owner.id === input.ownerId), part: "ownerId", message: "Owner does not exist.", code: "INVALID" },
    { isWrong: isForeign, part: "namespace", message: "Access to this namespace and key on Metafields for this resource type is not allowed.", code: "APP_NOT_AUTHORIZED" },
    { isWrong: namespace.length < 3, part: "namespace", message: "Namespace is too short (minimum is 3 characters)", code: "TOO_SHORT" },
    { isWrong: namespace.length > 255, part: "namespace", message: "Namespace is too long (maximum is 255 characters)", code: "TOO_LONG" },
    { isWrong: key.length < 2, part: "key", message: "Key is too short (minimum is 2 characters)", code: "TOO_SHORT" },
    { isWrong: key.length > 64, part: "key", message: "Key is too long (maximum is 64 characters)", code: "TOO_LONG" },
    { isWrong: !input.type && !existing, part: "type", message: "Type can't be blank", code: "BLANK" },
    { isWrong: (input.value ?? "") === "", part: "value", message: "Value can't be blank", code: "BLANK" },
  ];
  const wrong = checks.filter((check) => check.isWrong).map(({ part, message, code }) => ({ field: ["metafields", String(index), part], message, code, elementIndex: null }));
  return wrong.length > 0 ? wrong : staleness(input, existing, index);
}

/** A digest of null says that there must be none yet. */
function staleness({ compareDigest }: MetafieldInput, existing: StoredMetafield | undefined, index: number): MetafieldProblem[] {
  if (compareDigest === undefined) return [];
  if (compareDigest === (existing ? digestOf(existing) : null)) return [];
  const message = "The resource has been updated since it was loaded. Try again with an updated `compareDigest` value.";
  return [{ field: ["metafields", String(index)], message, code: "STALE_OBJECT", elementIndex: index }];
}

function write({ world, shop }: Place, { ownerId = "", namespace, key, type, value }: MetafieldInput): StoredMetafield {
  const at = utcInstant(world.now());
  const existing = findMetafield(shop, { ownerId, namespace: namespace ?? null, key: key ?? "" });
  if (existing) {
    Object.assign(existing, { value: value ?? "", type: type ?? existing.type, updatedAt: laterInstant(existing.updatedAt, world.now()) });
    return existing;
  }
  const created: StoredMetafield = {
    kind: "Metafield", id: newId(shop, "Metafield"), ownerId, namespace: namespaceOf(namespace), key: key ?? "", type: type ?? "single_line_text_field",
    value: value ?? "", createdAt: at, updatedAt: at,
  };
  shop.metafields = [...(shop.metafields ?? []), created];
  return created;
}
