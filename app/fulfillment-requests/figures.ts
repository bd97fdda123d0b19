// How does the app do as a fulfillment service, by the figures that "Built for Shopify" 5.8 asks for? Pure arithmetic.

export const figureNames = ["requests_in_time", "cancellations_in_time", "tracking_in_time", "completed", "callbacks", "after_request", "volume"] as const;
export type FigureName = (typeof figureNames)[number];

export type Figure = {
  readonly name: FigureName;
  /** Of so many; null where nothing counts yet. Volume counts, and has no share. */
  readonly good: number;
  readonly of: number;
  /** Least share in percent, or least number. */
  readonly limit: number;
  readonly isMet: boolean | null;
};

/** Limits of Built for Shopify, requirement 5.8, over 28 days. */
export const figureDays = 28;
/** Work younger than this is not counted as incomplete. */
export const completeAfterDays = 7;

const hour = 3_600_000;
const day = 24 * hour;

export type ServiceFacts = {
  readonly requests: readonly { readonly kind: "FULFILLMENT" | "CANCELLATION"; readonly state: string; readonly requestedAt: Date; readonly answeredAt: Date | null; readonly closedAt: Date | null }[];
  /** Answered callbacks by their HTTP status; one that never came stands with 0. */
  readonly callbacks: readonly { readonly at: Date; readonly status: number }[];
  /** What we wrote to Shopify: when, when its number was there, and whether Shopify had asked for the order. */
  readonly fulfillments: readonly { readonly createdAt: Date; readonly numberAt: Date | null; readonly wasRequested: boolean }[];
};

export function computeFigures({ requests, callbacks, fulfillments }: ServiceFacts, now: Date): Figure[] {
  const since = new Date(now.getTime() - figureDays * day);
  const recent = requests.filter(({ requestedAt, state }) => requestedAt >= since && state !== "GONE");
  const made = fulfillments.filter(({ createdAt }) => createdAt >= since);
  const heard = callbacks.filter(({ at }) => at >= since);
  const asked = (kind: string) => recent.filter((one) => one.kind === kind);
  const mature = asked("FULFILLMENT").filter(({ state, requestedAt }) => state === "ACCEPTED" && now.getTime() - requestedAt.getTime() >= completeAfterDays * day);
  return [
    answeredIn("requests_in_time", asked("FULFILLMENT"), { within: 4 * hour, now }),
    answeredIn("cancellations_in_time", asked("CANCELLATION"), { within: hour, now }),
    share("tracking_in_time", made.map(({ createdAt, numberAt }) => numberAt !== null && numberAt.getTime() - createdAt.getTime() <= hour), 80),
    share("completed", mature.map(({ closedAt }) => closedAt !== null), 99),
    share("callbacks", heard.map(({ status }) => status >= 200 && status < 300), 99),
    share("after_request", made.map(({ wasRequested }) => wasRequested), 100),
    { name: "volume", good: asked("FULFILLMENT").length, of: asked("FULFILLMENT").length, limit: 100, isMet: asked("FULFILLMENT").length >= 100 },
  ];
}

type Asked = ServiceFacts["requests"][number];

/** One that still may be answered in time is not counted yet. */
function answeredIn(name: FigureName, requests: readonly Asked[], { within, now }: { within: number; now: Date }): Figure {
  const due = requests.filter(({ answeredAt, requestedAt }) => answeredAt !== null || now.getTime() - requestedAt.getTime() > within);
  return share(name, due.map(({ answeredAt, requestedAt }) => answeredAt !== null && answeredAt.getTime() - requestedAt.getTime() <= within), 99);
}

function share(name: FigureName, results: readonly boolean[], limit: number): Figure {
  const good = results.filter(Boolean).length;
  return { name, good, of: results.length, limit, isMet: results.length === 0 ? null : good * 100 >= limit * results.length };
}
