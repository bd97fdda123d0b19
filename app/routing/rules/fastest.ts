// Which offer would leave the supplier first? Lead time in the supplier's own working days, from the day that still takes
// the order: its time zone, cut-off and dated closures count. Without a lead time nobody knows, so it ranks last.
import { dayOfLeaving } from "../../suppliers/calendar.ts";
import { keep, type Candidate, type RoutingRule } from "../rule.ts";

export const fastest: RoutingRule = {
  name: "fastest",
  isOnAtFirst: false,
  judge(candidate, { calendars, now }) {
    const calendar = calendars.get(candidate.offer.supplierId);
    const leadTimeDays = candidate.offer.leadTimeDays ?? calendar?.leadTimeDays ?? null;
    if (!calendar || leadTimeDays === null) return keep(candidate, { code: "routing.fastest.unknown", params: {} });
    const leavesOn = dayOfLeaving(calendar, leadTimeDays, now);
    if (leavesOn === undefined) return keep(candidate, { code: "routing.fastest.never_open", params: {} });
    return keep({ ...candidate, leavesOn }, { code: "routing.fastest.kept", params: { on: leavesOn, days: leadTimeDays } });
  },
  compare: byDay,
};

function byDay({ leavesOn: left }: Candidate, { leavesOn: right }: Candidate): number {
  if (left === right) return 0;
  if (left === null || right === null) return left === null ? 1 : -1;
  return left < right ? -1 : 1;
}
