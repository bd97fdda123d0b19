// Was the receiver changed in the shop after a supplier had been told of him? The parcel would go to the old address.
import type { Address } from "../orders/order.ts";

export const receiverFacts = ["name", "company", "line1", "line2", "city", "provinceCode", "postalCode", "countryCode", "phone"] as const satisfies readonly (keyof Address)[];
export type ReceiverFact = (typeof receiverFacts)[number];

type Facts = Readonly<Partial<Record<ReceiverFact, string | null>>>;

const nameOf = ({ name, firstName, lastName }: Pick<Address, "name" | "firstName" | "lastName">): string => name ?? [firstName, lastName].filter(Boolean).join(" ");

/** Names of what differs; empty where the supplier has what the order has now. */
export function receiverDifference(given: Facts, now: Address): ReceiverFact[] {
  const current: Facts = { ...now, name: nameOf(now) };
  return receiverFacts.filter((fact) => (given[fact] ?? null) !== (current[fact] ?? null));
}

/** Equal for equal receivers; to be signed, so that nobody can try addresses against it. */
export const receiverText = (address: Address): string => JSON.stringify([nameOf(address), ...receiverFacts.slice(1).map((fact) => address[fact] ?? null)]);
