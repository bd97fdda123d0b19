// What stands in the fields of a long form: texts and rows, compared with what was there, sent as one.
import { useCallback, useEffect, useState } from "react";
import type { Act } from "./use-act.ts";

export type Row = Readonly<Record<string, string>>;
/** By name of a field, and by name of a list. */
export type Typed = { readonly texts: Row; readonly rows: Readonly<Record<string, readonly Row[]>> };
export type Bound = { value: string; onChange(value: string): void; error: string | false; autoComplete: string };

export type TypedForm = {
  readonly typed: Typed;
  readonly isChanged: boolean;
  field(name: string): Bound;
  tick(name: string): { checked: boolean; onChange(isOn: boolean): void };
  cell(list: string, row: number): (name: string) => Bound;
  addRow(list: string, row: Row): void;
  removeRow(list: string, row: number): void;
  reset(): void;
  /** As the action reads it: a list becomes one value a row for each of its names. */
  asFields(): Record<string, string | string[]>;
};

export function useTypedForm(kept: Typed, act: Act): TypedForm {
  const keptText = JSON.stringify(kept);
  const [typed, setTyped] = useState(kept);
  const reset = useCallback(() => setTyped(JSON.parse(keptText) as Typed), [keptText]);
  // What was saved comes back from the server in its own writing ("cn" as CN).
  useEffect(reset, [reset]);
  const setText = (name: string, value: string) => setTyped((before) => ({ ...before, texts: { ...before.texts, [name]: value } }));
  const setRows = (list: string, change: (rows: readonly Row[]) => readonly Row[]) =>
    setTyped((before) => ({ ...before, rows: { ...before.rows, [list]: change(before.rows[list] ?? []) } }));
  return {
    typed,
    isChanged: JSON.stringify(typed) !== keptText,
    field: (name) => ({ value: typed.texts[name] ?? "", onChange: (value) => setText(name, value), error: act.errorOf(name), autoComplete: "off" }),
    tick: (name) => ({ checked: typed.texts[name] === "true", onChange: (isOn) => setText(name, String(isOn)) }),
    cell: (list, row) => (name) => ({
      value: typed.rows[list]?.[row]?.[name] ?? "",
      onChange: (value) => setRows(list, (rows) => rows.map((one, at) => (at === row ? { ...one, [name]: value } : one))),
      error: act.errorOf(`${name}.${row}`),
      autoComplete: "off",
    }),
    addRow: (list, row) => setRows(list, (rows) => [...rows, row]),
    removeRow: (list, row) => setRows(list, (rows) => rows.filter((_, at) => at !== row)),
    reset,
    asFields: () => fieldsOf(typed),
  };
}

function fieldsOf({ texts, rows }: Typed): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = { ...texts };
  for (const row of Object.values(rows).flat()) for (const [name, value] of Object.entries(row)) fields[name] = [...[fields[name] ?? []].flat(), value];
  return fields;
}
