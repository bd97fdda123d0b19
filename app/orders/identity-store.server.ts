// The memory of the buyers' customs numbers: sealed, one of each kind for an order.
import type { ShopTransaction } from "../platform/db.server.ts";
import { newId } from "../platform/ids.server.ts";
import type { Sealer } from "../platform/secrets.server.ts";
import type { BuyerIdentity } from "./order.ts";

export const identityContext = (orderId: string, kind: string): string => `buyer-identity:${orderId}:${kind}`;

/** Run twice: the same rows. A newer number of the same kind replaces the older one. */
export async function saveIdentities(tx: ShopTransaction, sealer: Pick<Sealer, "seal">, { orderId, identities }: { orderId: string; identities: readonly BuyerIdentity[] }): Promise<void> {
  for (const { value, ...identity } of identities) {
    const valueSealed = sealer.seal(value, identityContext(orderId, identity.kind));
    await tx.db.buyerIdentity.upsert({
      where: { shopId_orderId_kind: { shopId: tx.shopId, orderId, kind: identity.kind } },
      update: { ...identity, valueSealed },
      create: { ...identity, valueSealed, id: newId(), shopId: tx.shopId, orderId },
    });
  }
}

/** Of which countries is a number known? */
export async function listIdentityCountries(tx: ShopTransaction, orderId: string): Promise<string[]> {
  const rows = await tx.db.buyerIdentity.findMany({ where: { orderId, redactedAt: null }, select: { countryCode: true } });
  return rows.map(({ countryCode }) => countryCode);
}
