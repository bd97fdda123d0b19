// How often may somebody ask for an order that is perhaps not theirs? Per visitor, and per order whoever asks: an address
// can be invented or shared, an order number cannot. Each web process counts for itself, in memory.
import { createHash } from "node:crypto";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

export type Guess = { readonly shopId: string; readonly address: string; readonly orderNumber: string };

export type GuessLimits = { /** False when it was once too often; the visit counts all the same. */ isAllowed(guess: Guess): Promise<boolean> };

const quarterHourS = 15 * 60;

export function createGuessLimits(): GuessLimits {
  const ofVisitor = new RateLimiterMemory({ keyPrefix: "visitor", points: 20, duration: quarterHourS });
  const ofOrder = new RateLimiterMemory({ keyPrefix: "order", points: 10, duration: quarterHourS });
  return {
    isAllowed: async ({ shopId, address, orderNumber }) => {
      const taken = await Promise.all([take(ofVisitor, keyOf(shopId, address)), take(ofOrder, keyOf(shopId, orderNumber))]);
      return taken.every(Boolean);
    },
  };
}

/** Who asked is not kept readable. */
const keyOf = (shopId: string, text: string): string => createHash("sha256").update(JSON.stringify([shopId, text])).digest("base64url");

async function take(limiter: RateLimiterMemory, key: string): Promise<boolean> {
  try {
    await limiter.consume(key);
    return true;
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return false;
    throw refused;
  }
}
