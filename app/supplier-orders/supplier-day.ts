// Which day is it where the supplier works, and has its hour of the last order passed? Pure: "now" is an argument.

export type SupplierClock = {
  /** IANA zone. */
  readonly timeZone: string;
  /** Minutes after midnight in that zone; null where the supplier names none. */
  readonly cutOffMinute: number | null;
};

const formats = new Map<string, Intl.DateTimeFormat>();

function partsAt(now: Date, timeZone: string): Record<string, string> {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  formats.set(timeZone, format);
  return Object.fromEntries(format.formatToParts(now).map(({ type, value }) => [type, value]));
}

/** The calendar day there, YYYY-MM-DD. */
export function supplierDay(now: Date, timeZone: string): string {
  const { year = "", month = "", day = "" } = partsAt(now, timeZone);
  return `${year}-${month}-${day}`;
}

/** The sheet of this day still lies here although the supplier's last hour for it is over. */
export function isLate(day: string, { timeZone, cutOffMinute }: SupplierClock, now: Date): boolean {
  const today = supplierDay(now, timeZone);
  if (day !== today) return day < today;
  const { hour = "0", minute = "0" } = partsAt(now, timeZone);
  return cutOffMinute !== null && Number(hour) * 60 + Number(minute) >= cutOffMinute;
}

/** "17:30", the hour as the supplier says it. */
export const clockOf = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
