// What do many measured numbers say together? Medians of rounds, percentiles of latencies, ratios round by round.

export function percentile(values: readonly number[], share: number): number {
  if (values.length === 0) return Number.NaN;
  const sorted = values.toSorted((left, right) => left - right);
  // Nearest rank: always a value that was measured.
  const rank = Math.min(sorted.length, Math.max(1, Math.ceil(share * sorted.length)));
  return sorted[rank - 1] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  if (values.length === 0) return Number.NaN;
  const sorted = values.toSorted((left, right) => left - right);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN;
  return (lower + upper) / 2;
}

/** Each round against the reference of the same round: what disturbs the machine disturbs both. */
export function ratios(measured: readonly number[], reference: readonly number[]): number[] {
  return measured.map((value, round) => value / (reference[round] ?? Number.NaN));
}

/** References before and after by turns, so that neither always finds the machine as the other left it. */
export function alternate<Entry>(entries: readonly Entry[], round: number): Entry[] {
  return round % 2 === 0 ? [...entries] : entries.toReversed();
}
