// What did the local carrier hear and say? Tests assert on this, since it is what the outside saw.

export type LogEntry = {
  at: string;
  kind: "call" | "push";
  /** The method called, or the event pushed. */
  path: string;
  number?: string;
  /** Answered status; 0 when nobody answered or nothing was sent. */
  status: number;
  body: string;
};

export type Log = { add(entry: Omit<LogEntry, "at">): void; list(): LogEntry[] };

const kept = 5_000;

export function createLog(): Log {
  const entries: LogEntry[] = [];
  return {
    add(entry) {
      entries.push({ at: new Date().toISOString(), ...entry });
      if (entries.length > kept) entries.shift();
    },
    list: () => [...entries],
  };
}
