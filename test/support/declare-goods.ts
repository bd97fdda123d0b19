// What a merchant has told of his goods for customs: complete for every destination unless a test takes something away.
import { emptyCustoms, type CustomsFacts } from "../../app/catalog/customs-profile.ts";
import { saveCustomsFacts } from "../../app/catalog/customs-store.server.ts";
import type { TestWorld } from "./world.ts";

export function completeGoods(given: Partial<CustomsFacts> = {}): CustomsFacts {
  return {
    ...emptyCustoms, nameZh: "台灯", nameEn: "Desk lamp", hsCode: "940521", originCountryCode: "CN", unitValue: { minor: 800n, currency: "USD" }, unitWeightGrams: 500,
    cargoAttributes: ["GENERAL"], manufacturer: "Sample Factory, Yiwu", euResponsiblePerson: "Sample Trading GmbH, Hamburg", ...given,
  };
}

/** For the variant with this SKU, which the shop has seen already. */
export async function declareGoods(world: Pick<TestWorld, "inShop">, sku: string, given: Partial<CustomsFacts> = {}): Promise<string> {
  return await world.inShop(async (tx) => {
    const { id, shopifyVariantId } = await tx.db.variant.findFirstOrThrow({ where: { sku } });
    await saveCustomsFacts(tx, id, completeGoods(given));
    return shopifyVariantId;
  });
}
