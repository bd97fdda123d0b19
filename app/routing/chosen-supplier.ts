// A person has chosen who ships what still waits: which offers are left to weigh?
import type { Offer } from "../suppliers/offer.ts";

/** Where the chosen supplier has no offer in use, the others are weighed as always. */
export function offersOfChosen(offersByVariant: ReadonlyMap<string, readonly Offer[]>, chosenSupplierId: string | null): Map<string, readonly Offer[]> {
  return new Map([...offersByVariant].map(([variantId, offers]): [string, readonly Offer[]] => {
    const chosen = offers.filter((offer) => offer.supplierId === chosenSupplierId && offer.isActive && offer.supplierIsActive);
    return [variantId, chosen.length > 0 ? chosen : offers];
  }));
}
