// How much does a store that runs for days remember of calls and deliveries? The last ten thousand of each.

const most = 10_000;

export function appendBounded<Entry>(log: Entry[], entry: Entry): void {
  log.push(entry);
  if (log.length > most) log.shift();
}
