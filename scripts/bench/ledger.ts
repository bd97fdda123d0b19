// Was anything lost, invented or done twice while it was measured? A run whose ledger does not balance says nothing.

export type Ledger = {
  /** Which load this is the ledger of. */
  readonly what: string;
  readonly sent: number;
  /** 200: the sender forgets it. */
  readonly acked: number;
  /** Any other answer: the sender comes again. */
  readonly rejected: number;
  /** No answer at all. */
  readonly failed: number;
  /** Against the rows of the inbox, read after the load. */
  readonly inbox?: { readonly ackedButAbsent: number; readonly ackedDistinct: number; readonly rows: number } | undefined;
  /** Against the suppliers' own books. */
  readonly effects?: { readonly expected: number; readonly made: number; readonly distinctKeys: number } | undefined;
};

/** What does not add up, in words; none: it balances. */
export function imbalances(ledger: Ledger): string[] {
  const { sent, acked, rejected, failed, inbox, effects } = ledger;
  const found: string[] = [];
  if (sent <= 0) found.push("nothing was sent");
  if (sent !== acked + rejected + failed) found.push(`sent ${sent} ≠ acked ${acked} + rejected ${rejected} + failed ${failed}`);
  if (inbox) found.push(...ofInbox(inbox, ledger));
  if (effects && effects.made !== effects.distinctKeys) found.push(`${effects.made} supplier orders under ${effects.distinctKeys} keys`);
  if (effects && effects.made !== effects.expected) found.push(`${effects.made} supplier orders, ${effects.expected} expected`);
  return found.map((one) => `${ledger.what}: ${one}`);
}

function ofInbox(inbox: NonNullable<Ledger["inbox"]>, { rejected, failed }: Ledger): string[] {
  const found: string[] = [];
  if (inbox.ackedButAbsent > 0) found.push(`${inbox.ackedButAbsent} acknowledged and not in the inbox`);
  if (inbox.rows < inbox.ackedDistinct) found.push(`${inbox.rows} rows for ${inbox.ackedDistinct} acknowledged deliveries`);
  // What was sent and not acknowledged may be there as well: the answer got lost, not the row. Nothing else may.
  if (inbox.rows > inbox.ackedDistinct + rejected + failed) found.push(`${inbox.rows} rows, more than was sent`);
  return found;
}
