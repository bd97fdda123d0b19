// How is what the customer told said to Shopify, and does Shopify have it already? An address is overwritten as a whole
// there, so what stands in it goes along.
import type { Details } from "./asked-details.ts";
import { localizedKeyOf } from "./customs-number.ts";

type Text = string | null | undefined;

/** As Shopify shows it now. */
export type ShownReceiver = {
  readonly shippingAddress?: {
    readonly firstName?: Text; readonly lastName?: Text; readonly company?: Text; readonly address1?: Text; readonly address2?: Text;
    readonly city?: Text; readonly provinceCode?: Text; readonly countryCodeV2?: Text; readonly zip?: Text; readonly phone?: Text;
  } | null;
  readonly localizedFields: { readonly nodes: readonly { readonly key: string; readonly value: string }[] };
};

const columns = { line1: "address1", line2: "address2", city: "city", province: "provinceCode", postal_code: "zip", phone: "phone" } as const;
type Column = (typeof columns)[keyof typeof columns];

const nameParts = (name: string) => {
  const words = name.split(/\s+/);
  return { firstName: words.slice(0, -1).join(" ") || null, lastName: words.at(-1) ?? name };
};

function changesOf(details: Details): Record<string, string | null> {
  const changes: Record<string, string | null> = details.name === undefined ? {} : nameParts(details.name);
  for (const [field, column] of Object.entries(columns) as [keyof typeof columns, Column][]) if (details[field] !== undefined) changes[column] = details[field];
  // The old second line belonged to the old street.
  if (details.line1 !== undefined && details.line2 === undefined && details.postal_code !== undefined) changes["address2"] = null;
  return changes;
}

export function toOrderUpdate(id: string, details: Details, shown: ShownReceiver) {
  const { countryCodeV2, ...address } = shown.shippingAddress ?? {};
  const changes = changesOf(details);
  const key = localizedKeyOf(countryCodeV2 ?? "");
  return {
    id,
    ...(Object.keys(changes).length > 0 ? { shippingAddress: { ...address, countryCode: (countryCodeV2 ?? null) as "BR" | null, ...changes } } : {}),
    ...(details.identity !== undefined && key !== null ? { localizedFields: [{ key: key as "SHIPPING_CREDENTIAL_BR", value: details.identity }] } : {}),
  };
}

const bare = (text: Text): string => (text ?? "").normalize("NFKC").replaceAll(/[\s()./-]/gu, "").toUpperCase();

/** Whether a call without an answer has arrived. Shopify writes numbers its own way, so signs do not count. */
export function isWritten(details: Details, shown: ShownReceiver): boolean {
  const address = shown.shippingAddress;
  const isThere = Object.entries(changesOf(details)).every(([column, value]) => bare(address?.[column as Column]) === bare(value));
  const key = localizedKeyOf(address?.countryCodeV2 ?? "");
  const field = shown.localizedFields.nodes.find((one) => one.key === key);
  return isThere && (details.identity === undefined || key === null || bare(field?.value) === bare(details.identity));
}
