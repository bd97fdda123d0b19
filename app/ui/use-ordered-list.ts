// A list of rules that a person is changing: nothing of it is kept until he saves.
import { useState } from "react";
import { moved } from "../views/rules-page.ts";

export type OrderedList<One> = {
  readonly rows: readonly One[];
  readonly isChanged: boolean;
  change(key: string, to: Partial<One>): void;
  move(key: string, by: -1 | 1): void;
  remove(key: string): void;
  /** The key is made here. */
  add(make: (key: string) => One): void;
  reset(): void;
};

export function useOrderedList<One extends { readonly key: string }>(kept: readonly One[]): OrderedList<One> {
  const [rows, setRows] = useState(kept);
  const [added, setAdded] = useState(0);
  return {
    rows,
    isChanged: JSON.stringify(rows) !== JSON.stringify(kept),
    change: (key, to) => setRows((before) => before.map((row) => (row.key === key ? { ...row, ...to } : row))),
    move: (key, by) => setRows((before) => moved(before, before.findIndex((row) => row.key === key), by)),
    remove: (key) => setRows((before) => before.filter((row) => row.key !== key)),
    add: (make) => {
      setAdded(added + 1);
      setRows((before) => [...before, make(`new-${added}`)]);
    },
    reset: () => setRows(kept),
  };
}
