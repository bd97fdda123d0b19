// What has the merchant of the demo told of his goods for customs? Enough for any border, so that no order waits for it.
import { emptyCustoms } from "../../app/catalog/customs-profile.ts";
import { findCustomsFacts, saveCustomsFacts } from "../../app/catalog/customs-store.server.ts";
import type { ShopTransaction } from "../../app/platform/db.server.ts";

type Goods = { readonly en: string; readonly zh: string; readonly hsCode: string; readonly material: string; readonly value: bigint };

/** HS 2022, six digits. */
const goods: Readonly<Record<string, Goods>> = {
  "BAG-30-GRN": { en: "Hiking backpack", zh: "徒步背包", hsCode: "420292", material: "Nylon", value: 1800n },
  "BAG-30-BLK": { en: "Hiking backpack", zh: "徒步背包", hsCode: "420292", material: "Nylon", value: 1800n },
  "POUR-SET": { en: "Ceramic pour-over coffee set", zh: "陶瓷手冲咖啡壶套装", hsCode: "691110", material: "Porcelain", value: 1000n },
  "SCARF-RED": { en: "Wool scarf", zh: "羊毛围巾", hsCode: "621420", material: "Merino wool", value: 1300n },
  "SCARF-GRY": { en: "Wool scarf", zh: "羊毛围巾", hsCode: "621420", material: "Merino wool", value: 1300n },
  "LAMP-USBC": { en: "LED desk lamp with USB cable", zh: "USB 接口 LED 台灯", hsCode: "940521", material: "ABS plastic", value: 900n },
  "BOARD-S": { en: "Bamboo cutting board", zh: "竹砧板", hsCode: "441911", material: "Bamboo", value: 450n },
  "BOARD-L": { en: "Bamboo cutting board", zh: "竹砧板", hsCode: "441911", material: "Bamboo", value: 700n },
  "BOTTLE-750": { en: "Steel water bottle", zh: "不锈钢水瓶", hsCode: "732393", material: "Stainless steel", value: 600n },
  "APRON-LIN": { en: "Linen apron", zh: "亚麻围裙", hsCode: "621149", material: "Linen", value: 950n },
};

/** Run twice: what is known already stays as it is. */
export async function declareGoods(tx: ShopTransaction): Promise<void> {
  for (const { id, sku } of await tx.db.variant.findMany({ select: { id: true, sku: true } })) {
    const known = goods[sku ?? ""];
    if (!known || (await findCustomsFacts(tx, id))) continue;
    await saveCustomsFacts(tx, id, {
      ...emptyCustoms, nameEn: known.en, nameZh: known.zh, hsCode: known.hsCode, material: known.material, originCountryCode: "CN",
      unitValue: { minor: known.value, currency: "USD" }, unitWeightGrams: 500, cargoAttributes: ["GENERAL"],
      manufacturer: "Sample Factory Co., Yiwu", euResponsiblePerson: "Sample Trading GmbH, Hamburg",
    });
  }
}
