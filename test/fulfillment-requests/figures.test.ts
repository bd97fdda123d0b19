// Do the figures count what Shopify counts: in time, of what is due, over 28 days?
import { describe, expect, it } from "vitest";
import { computeFigures, type FigureName, type ServiceFacts } from "../../app/fulfillment-requests/figures.ts";

const now = new Date("2026-11-30T12:00:00Z");
const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const nothing: ServiceFacts = { requests: [], callbacks: [], fulfillments: [] };
type Asked = ServiceFacts["requests"][number];
const asked = (given: Partial<Asked>): Asked => ({ kind: "FULFILLMENT", state: "ACCEPTED", requestedAt: ago(10), answeredAt: ago(10), closedAt: null, ...given });
const figure = (name: FigureName, facts: Partial<ServiceFacts>) => computeFigures({ ...nothing, ...facts }, now).find((one) => one.name === name);

describe("the figures of a fulfillment service", () => {
  it("say nothing about nothing, except that the volume is not reached", () => {
    expect(computeFigures(nothing, now).map(({ isMet }) => isMet)).toEqual([null, null, null, null, null, null, false]);
  });

  it("count an answer within four hours, and one that is overdue; not one that may still come", () => {
    const requests = [asked({ answeredAt: ago(7) }), asked({ answeredAt: ago(5) }), asked({ state: "OPEN", requestedAt: ago(5), answeredAt: null }), asked({ state: "OPEN", requestedAt: ago(3), answeredAt: null })];
    expect(figure("requests_in_time", { requests })).toMatchObject({ good: 1, of: 3, limit: 99, isMet: false });
  });

  it("count requests not to ship by one hour, and by themselves", () => {
    const requests = [asked({ kind: "CANCELLATION", answeredAt: ago(9.5) }), asked({ kind: "CANCELLATION", answeredAt: ago(8) }), asked({})];
    expect(figure("cancellations_in_time", { requests })).toMatchObject({ good: 1, of: 2 });
  });

  it("leave out what was taken back and what is older than 28 days", () => {
    expect(figure("volume", { requests: [asked({ state: "GONE" }), asked({ requestedAt: ago(29 * 24) }), asked({})] })).toMatchObject({ good: 1 });
  });

  it("count work as incomplete only after seven days", () => {
    const requests = [asked({ requestedAt: ago(8 * 24), closedAt: ago(2) }), asked({ requestedAt: ago(8 * 24) }), asked({ requestedAt: ago(6 * 24) })];
    expect(figure("completed", { requests })).toMatchObject({ good: 1, of: 2, isMet: false });
  });

  it("count calls that failed or never came", () => {
    expect(figure("callbacks", { callbacks: [200, 200, 503, 0].map((status) => ({ at: ago(1), status })) })).toMatchObject({ good: 2, of: 4, isMet: false });
  });

  it("count numbers that came in time, and parcels that nobody had asked for", () => {
    const fulfillments = [
      { createdAt: ago(5), numberAt: ago(5), wasRequested: true }, { createdAt: ago(5), numberAt: ago(3), wasRequested: true }, { createdAt: ago(5), numberAt: null, wasRequested: false },
      ...[6, 7].map((hours) => ({ createdAt: ago(hours), numberAt: ago(hours), wasRequested: true })),
    ];
    expect(figure("tracking_in_time", { fulfillments })).toMatchObject({ good: 3, of: 5, limit: 80, isMet: false });
    expect(figure("after_request", { fulfillments })).toMatchObject({ good: 4, of: 5, isMet: false });
  });
});
