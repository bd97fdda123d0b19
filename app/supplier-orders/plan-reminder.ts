// Is it time to remind a supplier that has not answered, or to tell the merchant that it does not?

export type Waiting = {
  readonly lastWrittenAt: Date;
  readonly reminders: number;
  readonly remindAfterHours: number;
  readonly mostReminders: number;
  /** ISO weekdays, 1 = Monday; none: any day. */
  readonly workingDays: readonly number[];
  readonly timeZone: string;
};

const opensAt = 9;
const closesAt = 18;

export function planReminder(waiting: Waiting, now: Date): "wait" | "remind" | "give_up" {
  const hours = (now.getTime() - waiting.lastWrittenAt.getTime()) / 3_600_000;
  if (hours < waiting.remindAfterHours) return "wait";
  if (waiting.reminders >= waiting.mostReminders) return "give_up";
  return isAtWork(waiting, now) ? "remind" : "wait";
}

const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** A reminder in the night or on a day off is read late, and makes no friends. */
function isAtWork({ workingDays, timeZone }: Waiting, now: Date): boolean {
  const parts = new Intl.DateTimeFormat("en", { timeZone, weekday: "short", hour: "numeric", hourCycle: "h23" }).formatToParts(now);
  const partOf = (type: string) => parts.find((part) => part.type === type)?.value ?? "";
  const hour = Number(partOf("hour"));
  const day = weekdays.indexOf(partOf("weekday")) + 1;
  return hour >= opensAt && hour < closesAt && (workingDays.length === 0 || workingDays.includes(day));
}
