// Can this supplier ship this line to this buyer with what is known, or which facts are missing, and whose job are they?
// What is shipped within a country needs none of what customs ask.
import { missingFor, type CustomsFacts } from "../catalog/customs-profile.ts";
import { crossingOf, isInEu, type Crossing } from "../orders/borders.ts";
import { isPostBox } from "../orders/check-address.ts";
import { askedKindOf } from "../orders/customs-number.ts";
import type { LineFactCode } from "../orders/fact-holds.ts";
import type { HoldFinding, HoldOwner } from "../orders/hold.ts";
import type { Address } from "../orders/order.ts";
import type { Params } from "../platform/errors.ts";
import type { Supplier } from "../suppliers/supplier.ts";

/** One line on its way from one supplier. */
export type Way = {
  readonly lineItemId: string;
  readonly supplier: Pick<Supplier, "name" | "shipsFromCountryCode" | "hidesPhone" | "takesPoBoxes">;
  readonly goods: CustomsFacts;
};

export type Receiver = {
  readonly address: Address;
  /** Countries of which a customs number of the buyer is known. */
  readonly identityCountries: readonly string[];
};

type Case = Receiver & Way & { readonly to: string; readonly crossing: Crossing };
type Lack = { readonly code: LineFactCode; readonly params: Params; readonly owner: HoldOwner };

/** No country: nothing can be said, and routing has said so already. A line with two suppliers is held once for each code. */
export function findLineFacts(receiver: Receiver, ways: readonly Way[]): HoldFinding[] {
  const to = receiver.address.countryCode;
  if (to === null) return [];
  const found = ways.flatMap((way) => lacksOf({ ...receiver, ...way, to, crossing: crossingOf(way.supplier.shipsFromCountryCode, to) })
    .map((lack): HoldFinding => ({ ...lack, lineItemId: way.lineItemId })));
  return found.filter((one, index) => found.findIndex((other) => other.code === one.code && other.lineItemId === one.lineItemId) === index);
}

const lacksOf = (one: Case): Lack[] => [...goodsOf(one), ...addressOf(one), ...phoneOf(one), ...identityOf(one), ...customsOf(one)];

function goodsOf({ goods: { cargoAttributes } }: Case): Lack[] {
  const marks = [["CUSTOMS_PROHIBITED", "goods_prohibited"], ["IMITATION_BRAND", "goods_imitation"]] as const;
  return marks.filter(([mark]) => cargoAttributes.includes(mark)).map(([, code]) => ({ code, params: {}, owner: "MERCHANT" }));
}

function addressOf({ address, supplier }: Case): Lack[] {
  if (supplier.takesPoBoxes !== false || !isPostBox(address)) return [];
  return [{ code: "address_unshippable", params: { missing: "line1", supplier: supplier.name }, owner: "CUSTOMER" }];
}

/** Couriers call before they deliver, those in China always; a supplier that may not know the number needs none. */
function phoneOf({ address, supplier, crossing, to }: Case): Lack[] {
  const isNeeded = (crossing === "crosses" || to === "CN") && !supplier.hidesPhone;
  return isNeeded && address.phone === null ? [{ code: "phone_missing", params: { missing: "phone", country: to }, owner: "CUSTOMER" }] : [];
}

/** Where nobody has said where the supplier ships from, it is asked for: a parcel without it is destroyed or sent back. */
function identityOf({ identityCountries, crossing, to }: Case): Lack[] {
  const kind = askedKindOf(to);
  if (kind === null || crossing === "inside" || identityCountries.includes(to)) return [];
  return [{ code: "identity_missing", params: { missing: kind, country: to }, owner: "CUSTOMER" }];
}

function customsOf({ goods, supplier, crossing, to }: Case): Lack[] {
  if (crossing !== "crosses") return [];
  const missing = missingFor(goods, { from: supplier.shipsFromCountryCode, to, isIntoEu: isInEu(to) });
  return missing.length === 0 ? [] : [{ code: "customs_incomplete", params: { missing: missing.join(", "), country: to }, owner: "MERCHANT" }];
}
