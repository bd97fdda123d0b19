// Which lines would leave the merchant less than he wants, after what their supplier asks? By the dated rate of the decision.
import type { HoldFinding } from "../orders/hold.ts";
import type { Money } from "../platform/money.ts";

export type LineToSell = {
  readonly lineItemId: string;
  readonly quantity: number;
  readonly unitPrice: Money;
  /** Of all these units, in the shop's currency; null where no rate is known, and then nothing can be said. */
  readonly cost: Money | null;
};

const whole = 10_000n;

/** In hundredths of a percent of the price, rounded down, so that a margin just under the floor is under it. */
export function marginOf({ quantity, unitPrice, cost }: LineToSell): bigint | null {
  const price = unitPrice.minor * BigInt(quantity);
  if (cost === null || cost.currency !== unitPrice.currency || price <= 0n) return null;
  const left = (price - cost.minor) * whole;
  return left >= 0n ? left / price : -((-left + price - 1n) / price);
}

/** What is given away (a gift for nothing) has no margin, and is no mistake. */
export function findMarginHolds(lines: readonly LineToSell[], floorBasisPoints: number | null): HoldFinding[] {
  if (floorBasisPoints === null) return [];
  return lines.flatMap((line) => {
    const margin = marginOf(line);
    if (margin === null || margin >= BigInt(floorBasisPoints)) return [];
    return [{ code: "margin_floor", params: { margin: percent(margin), floor: percent(BigInt(floorBasisPoints)) }, owner: "MERCHANT" as const, lineItemId: line.lineItemId }];
  });
}

function percent(basisPoints: bigint): string {
  const size = basisPoints < 0n ? -basisPoints : basisPoints;
  const text = `${size / 100n}.${String(size % 100n).padStart(2, "0")}`.replace(/\.?0+$/, "");
  return `${basisPoints < 0n ? "-" : ""}${text}`;
}
