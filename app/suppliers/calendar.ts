// When does a supplier take an order, and on which day would goods leave it? All days are the supplier's own.
import { DateTime } from "luxon";

/** Orders after the last order day wait until it reopens; on closed days nothing leaves. Days as YYYY-MM-DD. */
export type Closure = { readonly lastOrderOn: string | null; readonly closedFrom: string; readonly reopensOn: string };

export type SupplierCalendar = {
  /** IANA zone. */
  readonly timeZone: string;
  /** ISO weekdays, 1 = Monday. */
  readonly workingDays: readonly number[];
  /** Minutes after midnight until which an order counts for the day; null: all day. */
  readonly cutOffMinute: number | null;
  /** Working days from the order until the goods leave. */
  readonly leadTimeDays: number | null;
  readonly closures: readonly Closure[];
};

/** Longer than any closure with any lead time; who is never open is found out by it. */
const mostDays = 800;

/** YYYY-MM-DD, or undefined for a supplier that never works. 0 days: it leaves on the day that takes the order. */
export function dayOfLeaving(calendar: SupplierCalendar, leadTimeDays: number, now: Date): string | undefined {
  const here = inZone(now, calendar.timeZone);
  const isLate = calendar.cutOffMinute !== null && here.hour * 60 + here.minute >= calendar.cutOffMinute;
  let day = here.startOf("day").plus({ days: isLate ? 1 : 0 });
  let left = leadTimeDays;
  let isTaken = false;
  for (let tried = 0; tried < mostDays; tried += 1, day = day.plus({ days: 1 })) {
    if (!isOpen(calendar, day)) continue;
    if (isTaken) left -= 1;
    else isTaken = takesOrders(calendar, day);
    if (isTaken && left <= 0) return day.toISODate() ?? undefined;
  }
  return undefined;
}

/** A zone that nobody knows counts as UTC: half a day wrong is better than no answer. */
function inZone(now: Date, timeZone: string): DateTime {
  const here = DateTime.fromJSDate(now, { zone: timeZone });
  return here.isValid ? here : DateTime.fromJSDate(now, { zone: "utc" });
}

function isOpen({ workingDays, closures }: SupplierCalendar, day: DateTime): boolean {
  const on = day.toISODate() ?? "";
  return workingDays.includes(day.weekday) && !closures.some(({ closedFrom, reopensOn }) => closedFrom <= on && on < reopensOn);
}

function takesOrders({ closures }: SupplierCalendar, day: DateTime): boolean {
  const on = day.toISODate() ?? "";
  return !closures.some(({ lastOrderOn, reopensOn }) => lastOrderOn !== null && lastOrderOn < on && on < reopensOn);
}
