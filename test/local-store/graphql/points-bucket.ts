// Can this app afford the query on this shop now? A bucket of 2000 points that refills by 100 each second.

export const bucketSize = 2000;
export const restoreRate = 100;

export type ThrottleStatus = { maximumAvailable: number; currentlyAvailable: number; restoreRate: number };

export class PointsBuckets {
  readonly #levels = new Map<string, { points: number; atMs: number }>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  status(shopDomain: string): ThrottleStatus {
    return { maximumAvailable: bucketSize, currentlyAvailable: Math.floor(this.#level(shopDomain)), restoreRate };
  }

  /** Takes the points, or takes nothing and answers false. */
  take(shopDomain: string, points: number): boolean {
    const level = this.#level(shopDomain);
    if (points > level) return false;
    this.#levels.set(shopDomain, { points: level - points, atMs: this.#now() });
    return true;
  }

  giveBack(shopDomain: string, points: number): void {
    const level = Math.min(bucketSize, this.#level(shopDomain) + points);
    this.#levels.set(shopDomain, { points: level, atMs: this.#now() });
  }

  #level(shopDomain: string): number {
    const last = this.#levels.get(shopDomain) ?? { points: bucketSize, atMs: this.#now() };
    const restored = (Math.max(0, this.#now() - last.atMs) / 1000) * restoreRate;
    return Math.min(bucketSize, last.points + restored);
  }
}
