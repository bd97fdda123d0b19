// Until when is a supplier's answer to a change worth anything? Until the goods leave him, and never for ever.
import { DateTime } from "luxon";
import { dayOfLeaving, type SupplierCalendar } from "../suppliers/calendar.ts";

export type Asking = { readonly calendar: SupplierCalendar; readonly givenAt: Date | null; readonly now: Date; readonly answerHours: number };

/** The end of the day on which the goods would leave, where that is nearer than the hours a supplier is given to answer. */
export function changeDeadline({ calendar, givenAt, now, answerHours }: Asking): Date {
  const patience = new Date(now.getTime() + answerHours * 3_600_000);
  const leaving = endOfLeaving(calendar, givenAt ?? now);
  // That day is over and nothing was shipped: the supplier is late, and a question is worth its hours.
  return leaving && leaving > now && leaving < patience ? leaving : patience;
}

function endOfLeaving(calendar: SupplierCalendar, givenAt: Date): Date | undefined {
  const day = calendar.leadTimeDays === null ? undefined : dayOfLeaving(calendar, calendar.leadTimeDays, givenAt);
  if (day === undefined) return undefined;
  const there = DateTime.fromISO(day, { zone: calendar.timeZone });
  return (there.isValid ? there : DateTime.fromISO(day, { zone: "utc" })).endOf("day").toJSDate();
}
