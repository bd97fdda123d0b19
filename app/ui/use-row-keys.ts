// How are rows walked and chosen without a mouse? The focus itself moves from row to row, so that it is seen and read out.
import { useEffect, useRef } from "react";

export type RowKeys = {
  /** The ids of the elements that take the focus, in the order of the rows. */
  readonly ids: readonly string[];
  /** Turns one row's selection; with `from`, everything between is selected with it. */
  select(position: number, from: number | null): void;
  clear(): void;
  search(): void;
  help(): void;
};

export function useRowKeys(keys: RowKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  const anchor = useRef<number | null>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || document.querySelector("[role=dialog]")) return;
      if (press(event, latest.current, anchor)) event.preventDefault();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}

const textless = new Set(["checkbox", "radio", "button", "submit"]);

function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !textless.has(target.type);
  return target instanceof HTMLElement && (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement);
}

/** Whether the key was meant for the rows. */
function press(event: KeyboardEvent, keys: RowKeys, anchor: { current: number | null }): boolean {
  const here = placeOf(keys.ids);
  const step = stepOf(event.key, here >= 0);
  if (step !== 0) return focusRow(keys.ids, nextPlace(here, step, keys.ids.length));
  const asked = { "/": keys.search, "?": keys.help, Escape: keys.clear }[event.key];
  if (asked) return told(asked);
  const isSelecting = event.key === " " || event.key.toLowerCase() === "x";
  if (!isSelecting || here < 0 || isOnButton(event)) return false;
  keys.select(here, event.shiftKey ? anchor.current : null);
  anchor.current = here;
  return true;
}

/** The arrows scroll the page until a row has the focus. */
function stepOf(key: string, isOnRow: boolean): number {
  const steps: Readonly<Record<string, number>> = { j: 1, k: -1, ...(isOnRow ? { ArrowDown: 1, ArrowUp: -1 } : {}) };
  return steps[key] ?? 0;
}

function nextPlace(here: number, step: number, rows: number): number {
  if (here >= 0) return here + step;
  return step > 0 ? 0 : rows - 1;
}

function told(act: () => void): true {
  act();
  return true;
}

/** Space presses a button or a checkbox of the row; there it keeps its meaning. */
const isOnButton = (event: KeyboardEvent): boolean =>
  event.key === " " && event.target instanceof HTMLElement && event.target.closest("button, input, summary") !== null;

function placeOf(ids: readonly string[]): number {
  const focused = document.activeElement;
  return focused === null ? -1 : ids.findIndex((id) => id === focused.id || document.getElementById(id)?.closest("tr")?.contains(focused) === true || document.getElementById(id)?.contains(focused) === true);
}

function focusRow(ids: readonly string[], to: number): boolean {
  const row = document.getElementById(ids[Math.max(0, Math.min(to, ids.length - 1))] ?? "");
  row?.focus();
  row?.scrollIntoView({ block: "nearest" });
  return row !== null;
}
