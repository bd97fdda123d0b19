// How often may one address be asked? Enough for any person, too little for a program that guesses or floods.
// Counted in this process: behind several, each allows as much.
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

const looks = new RateLimiterMemory({ points: 120, duration: 60 });
const posts = new RateLimiterMemory({ points: 30, duration: 60 });
/** Addresses that are not ours share one count, so that guessing has no address to hide behind. */
const guesses = new RateLimiterMemory({ points: 300, duration: 60 });

const limiters = { look: looks, post: posts, guess: guesses } as const;

/** Seconds until it may be tried again; undefined: go on. */
export async function waitFor(kind: keyof typeof limiters, key: string): Promise<number | undefined> {
  try {
    await limiters[kind].consume(key);
    return undefined;
  } catch (error) {
    if (error instanceof RateLimiterRes) return Math.max(1, Math.ceil(error.msBeforeNext / 1000));
    throw error;
  }
}
