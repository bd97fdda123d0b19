// What has to change at Shopify so that new orders of a variant go to the app's location, or go back to the shop's own?
// Pure: what is there now goes in, changes come out; run again after some were made, only the others come out.

export type Level = { readonly locationId: string; readonly available: number };

/** As Shopify has it now. */
export type Stock = { readonly inventoryItemId: string; readonly isTracked: boolean; readonly levels: readonly Level[]; /** Decimal text. */ readonly cost: string | null };

/** Kept before the first change, for as long as the shop may want to go back. */
export type Before = { readonly levels: readonly Level[]; /** Units given to the app's location. */ readonly stocked: number; readonly cost: string | null; readonly costAfter: string | null };

export type StockChange =
  | { readonly kind: "activate"; readonly locationId: string; readonly available: number }
  | { readonly kind: "set"; readonly locationId: string; readonly from: number; readonly to: number }
  | { readonly kind: "cost"; readonly cost: string | null };

/** All that can be sold moves to the app's location: from where there is stock, Shopify ships. */
export function rememberStock(stock: Stock, ours: string, cost: string | null): Before {
  const others = stock.levels.filter(({ locationId }) => locationId !== ours);
  return { levels: others, stocked: others.reduce((sum, { available }) => sum + Math.max(0, available), 0), cost: stock.cost, costAfter: cost };
}

export function planToService(stock: Stock, before: Before, ours: string): StockChange[] {
  const there = stock.levels.find(({ locationId }) => locationId === ours);
  const others = stock.levels.filter(({ locationId, available }) => locationId !== ours && available > 0);
  // First there, then no longer here: in between the shop can sell it twice over, but never not at all.
  return [
    ...giveTo(ours, there, others.length === 0 ? 0 : before.stocked),
    ...others.map(({ locationId, available }): StockChange => ({ kind: "set", locationId, from: available, to: 0 })),
    ...costChange(stock.cost, before.costAfter),
  ];
}

/** A location that has some was given them by an attempt before this one, and may have sold of them since. */
function giveTo(ours: string, there: Level | undefined, units: number): StockChange[] {
  if (!there) return [{ kind: "activate", locationId: ours, available: units }];
  return units > 0 && there.available <= 0 ? [{ kind: "set", locationId: ours, from: there.available, to: units }] : [];
}

/** What was sold from the app's location meanwhile does not come back with the rest. */
export function planToLocations(stock: Stock, before: Before, ours: string): StockChange[] {
  const there = stock.levels.find(({ locationId }) => locationId === ours);
  if (!there || there.available <= 0) return undoCost(stock, before);
  let sold = Math.max(0, before.stocked - there.available);
  const back = before.levels.flatMap(({ locationId, available }): StockChange[] => {
    const kept = Math.max(0, available - sold);
    sold -= Math.min(sold, Math.max(0, available));
    const now = stock.levels.find((level) => level.locationId === locationId);
    return now && now.available !== kept && available > 0 ? [{ kind: "set", locationId, from: now.available, to: kept }] : [];
  });
  return [...back, { kind: "set", locationId: ours, from: there.available, to: 0 }, ...undoCost(stock, before)];
}

const isSameAmount = (left: string | null, right: string | null): boolean => (left === null || right === null ? left === right : Number(left) === Number(right));

function costChange(now: string | null, wanted: string | null): StockChange[] {
  return wanted === null || isSameAmount(now, wanted) ? [] : [{ kind: "cost", cost: wanted }];
}

/** A cost that somebody has written since is left alone. */
function undoCost(stock: Stock, before: Before): StockChange[] {
  if (before.costAfter === null || !isSameAmount(stock.cost, before.costAfter) || isSameAmount(before.cost, before.costAfter)) return [];
  return [{ kind: "cost", cost: before.cost }];
}
