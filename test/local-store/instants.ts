// How does Shopify write an instant? GraphQL in UTC, webhooks in the shop's own time zone, both in whole seconds.

export function utcInstant(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d{3}Z$/, "Z");
}

/** The next value of an `updatedAt`: never equal to the one before, since readers keep the newest. */
export function laterInstant(previous: string, nowMs: number): string {
  return utcInstant(Math.max(nowMs, Date.parse(previous) + 1000));
}

export function zonedInstant(utc: string | null, timeZone: string): string | null {
  if (utc === null) return null;
  const parts = new Intl.DateTimeFormat("sv-SE", {
    timeZone, dateStyle: "short", timeStyle: "medium",
  }).format(new Date(utc));
  return `${parts.replace(" ", "T")}${zoneOffset(utc, timeZone)}`;
}

function zoneOffset(utc: string, timeZone: string): string {
  const formatted = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" }).formatToParts(new Date(utc));
  const name = formatted.find((part) => part.type === "timeZoneName")?.value ?? "GMT";
  return name === "GMT" ? "+00:00" : name.replace("GMT", "");
}
