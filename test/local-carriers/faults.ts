// Which misfortune was ordered for the next calls or pushes? Each is used up by the number of times asked for.

export const callFaults = ["rate_limited", "server_error", "html", "slow", "huge", "lost_answer"] as const;
export const pushFaults = ["duplicate_push", "drop_push", "forged_push"] as const;

export type CallFault = (typeof callFaults)[number];
export type PushFault = (typeof pushFaults)[number];
export type FaultOrder = { kind: CallFault | PushFault; times?: number; delayMs?: number };

export type Faults = {
  order(fault: FaultOrder): void;
  takeForCall(): { kind: CallFault; delayMs: number } | undefined;
  takeForPush(): PushFault | undefined;
};

export function createFaults(): Faults {
  const calls: { kind: CallFault; delayMs: number }[] = [];
  const pushes: PushFault[] = [];
  return {
    order({ kind, times = 1, delayMs = 1_000 }) {
      const callKind = callFaults.find((known) => known === kind);
      const pushKind = pushFaults.find((known) => known === kind);
      if (!callKind && !pushKind) throw new RangeError(`no such fault: ${kind}`);
      for (let time = 0; time < times; time += 1) {
        if (callKind) calls.push({ kind: callKind, delayMs });
        if (pushKind) pushes.push(pushKind);
      }
    },
    takeForCall: () => calls.shift(),
    takeForPush: () => pushes.shift(),
  };
}
