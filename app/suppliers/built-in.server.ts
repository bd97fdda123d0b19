// Which suppliers does a shop have without anybody adding them? The merchant himself, and one that plays the test order.
import { lockShop, type ShopTransaction } from "../platform/db.server.ts";
import { newId } from "../platform/ids.server.ts";
import { languageFor, languages, say, type Language } from "../platform/words/words.ts";

export type BuiltIn = "self" | "rehearsal";

const facts = {
  self: { kind: "SELF", connector: "manual", settings: { passedOn: "other" } },
  rehearsal: { kind: "AGENT", connector: "rehearsal", settings: {} },
} as const;

const nameOf = (which: BuiltIn, language: Language): string => say(language, `supplier.built_in.${which}`);

/**
 * Run twice, also at the same time: one row. Its name follows the shop's language as long as nobody has changed it.
 * Orders that the merchant ships himself need no supplier abroad to be told of them, so nothing is hidden.
 */
export async function ensureBuiltIn(tx: ShopTransaction, which: BuiltIn): Promise<string> {
  await lockShop(tx);
  const shop = await tx.db.shop.findUniqueOrThrow({ where: { id: tx.shopId }, include: { settings: { select: { language: true } } } });
  const language = languageFor([shop.settings?.language, shop.locale]);
  const found = await tx.db.supplier.findFirst({ where: { builtIn: which }, select: { id: true, name: true } });
  if (found) {
    const isOurWord = found.name !== nameOf(which, language) && languages.some((one) => nameOf(which, one) === found.name);
    if (isOurWord) await tx.db.supplier.update({ where: { shopId_id: { shopId: tx.shopId, id: found.id } }, data: { name: await freeName(tx, nameOf(which, language)) } });
    return found.id;
  }
  const id = newId();
  const { kind, connector, settings } = facts[which];
  await tx.db.supplier.create({
    data: {
      id, shopId: tx.shopId, name: await freeName(tx, nameOf(which, language)), kind, connector, connectorSettings: settings, builtIn: which,
      locale: language, timeZone: shop.timeZone, workingDays: [1, 2, 3, 4, 5, 6, 7], shipsBlind: which === "rehearsal", hidesEmail: false, hidesPrices: false,
    },
  });
  return id;
}

const firstHourMs = 3_600_000;

/** Shopify does not tell the shop's language: whoever installs the app, in the first hour, speaks for the shop. Run twice: the same. */
export async function learnLanguage(tx: ShopTransaction, language: Language, now: Date): Promise<void> {
  const shop = await tx.db.shop.findUniqueOrThrow({ where: { id: tx.shopId }, select: { locale: true, installedAt: true } });
  if (languageFor([shop.locale]) === language || now.getTime() - shop.installedAt.getTime() > firstHourMs) return;
  await tx.db.shop.update({ where: { id: tx.shopId }, data: { locale: language } });
  await ensureBuiltIn(tx, "self");
}

/** A supplier of that name may have been added by a person before. */
async function freeName(tx: ShopTransaction, name: string): Promise<string> {
  const taken = new Set((await tx.db.supplier.findMany({ where: { name: { startsWith: name } }, select: { name: true } })).map((row) => row.name));
  for (let number = 1; ; number += 1) {
    const free = number === 1 ? name : `${name} (${number})`;
    if (!taken.has(free)) return free;
  }
}
