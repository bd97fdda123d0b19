// What does our server say about this order, and can the answer be shown? Nothing here knows the page.

export type Item = { readonly title: string; readonly variant: string | null; readonly quantity: number };
export type RestKind = "to_come" | "from_shop" | "cancelled";

export type Parcel = {
  readonly carrier: string;
  readonly number: string;
  readonly link: string | null;
  readonly shippedAt: string;
  readonly deliveredAt: string | null;
  readonly lastScan: { readonly status: string; readonly at: string; readonly place: string } | null;
  readonly lines: readonly Item[];
};

export type Order = { readonly parcels: readonly Parcel[]; readonly rest: readonly (Item & { readonly kind: RestKind })[] };

export type Reading =
  | { readonly kind: "order"; readonly order: Order }
  /** Not this customer's, not known yet, or switched off by the shop. */
  | { readonly kind: "nothing" }
  | { readonly kind: "failed" };

type Asking = { readonly appUrl: string; readonly orderId: string; readonly token: () => Promise<string>; readonly fetch: typeof fetch };

export async function readParcels({ appUrl, orderId, token, fetch }: Asking): Promise<Reading> {
  try {
    const address = `${appUrl}/customer/parcels?order=${encodeURIComponent(orderId)}`;
    const response = await fetch(address, { headers: { Authorization: `Bearer ${await token()}` } });
    if (response.status === 404) return { kind: "nothing" };
    if (!response.ok) return { kind: "failed" };
    const { order } = (await response.json()) as { order?: Order };
    return order ? { kind: "order", order } : { kind: "nothing" };
  } catch {
    return { kind: "failed" };
  }
}

export const itemText = ({ quantity, title, variant }: Item): string => `${quantity} × ${[title, variant].filter(Boolean).join(" - ")}`;

const statuses = [
  "label_purchased", "label_printed", "confirmed", "carrier_picked_up", "in_transit", "out_for_delivery", "ready_for_pickup", "attempted_delivery", "delayed", "delivered", "failure",
];

/** The key of the words for where a parcel is; a status that is newer than this block counts as on its way. */
export function stateKey({ deliveredAt, lastScan }: Pick<Parcel, "deliveredAt" | "lastScan">): string {
  if (deliveredAt !== null) return "scan.delivered";
  if (lastScan === null) return "scan.none";
  const status = lastScan.status.toLowerCase();
  return `scan.${statuses.includes(status) ? status : "in_transit"}`;
}

export const restOf = (order: Order, kind: RestKind): readonly Item[] => order.rest.filter((item) => item.kind === kind);
