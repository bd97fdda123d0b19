// The columns of a sheet one below the other: renamed, filled with another fact, moved by button or by Alt and an arrow key, removed.
import { BlockStack, Box, Button, ButtonGroup, FormLayout, InlineStack, Select, TextField } from "@shopify/polaris";
import { ArrowDownIcon, ArrowUpIcon, DeleteIcon } from "@shopify/polaris-icons";
import { useEffect, useRef, type KeyboardEvent, type RefObject } from "react";
import { headingOf, SHEET_FIELDS, type SheetColumn } from "../suppliers/order-sheet.ts";
import { asField, mostColumns, mostHeading } from "../views/sheet-page.ts";
import { useWords } from "./words.tsx";

type Props = {
  readonly columns: readonly SheetColumn[];
  readonly attributes: readonly string[];
  errorOf(place: number): string | false;
  onChange(columns: readonly SheetColumn[]): void;
};

export function SheetColumns({ columns, attributes, errorOf, onChange }: Props) {
  const { say, language } = useWords();
  const change = (place: number, to: Partial<SheetColumn>) => onChange(columns.map((column, index) => (index === place ? { ...column, ...to } : column)));
  const { list, follow } = useFocusThatFollows();
  const move = (from: number, to: number): void => {
    const moved = columns[from];
    if (!moved || to < 0 || to >= columns.length) return;
    follow(from, to);
    onChange(columns.filter((_, index) => index !== from).toSpliced(to, 0, moved));
  };
  const used = new Set(columns.map(({ field }) => field));
  const add = (): void => {
    const field = SHEET_FIELDS.find((one) => !used.has(one)) ?? "empty";
    onChange([...columns, { header: headingOf(field, language), field, fixedText: null }]);
  };
  return (
    <BlockStack gap="300">
      <div ref={list}>
        <BlockStack gap="300">
          {columns.map((column, place) => (
            // Columns have no name but their place.
            <ColumnRow
              key={place} column={column} place={place} count={columns.length} attributes={attributes} error={errorOf(place)}
              onChange={(to) => change(place, to)} onMove={(by) => move(place, place + by)} onRemove={() => onChange(columns.filter((_, index) => index !== place))}
            />
          ))}
        </BlockStack>
      </div>
      <InlineStack><Button disabled={columns.length >= mostColumns} onClick={add}>{say("sheet.add")}</Button></InlineStack>
    </BlockStack>
  );
}

const controls = "input, select, button";

/** Who moves a column wants to move it on: the same control of the same column keeps the focus at its new place. */
function useFocusThatFollows(): { list: RefObject<HTMLDivElement>; follow(from: number, to: number): void } {
  const list = useRef<HTMLDivElement>(null);
  const goal = useRef<{ place: number; control: number } | null>(null);
  const controlsOf = (place: number): HTMLElement[] => [...(list.current?.querySelectorAll("[data-column]").item(place)?.querySelectorAll<HTMLElement>(controls) ?? [])];
  useEffect(() => {
    if (!goal.current) return;
    const there = controlsOf(goal.current.place);
    const wanted = there[goal.current.control];
    (wanted?.matches(":disabled") ? there[0] : wanted)?.focus();
    goal.current = null;
  });
  return { list, follow: (from, to) => (goal.current = { place: to, control: controlsOf(from).findIndex((one) => one === document.activeElement) }) };
}

type RowProps = {
  readonly column: SheetColumn;
  readonly place: number;
  readonly count: number;
  readonly attributes: readonly string[];
  readonly error: string | false;
  onChange(to: Partial<SheetColumn>): void;
  onMove(by: number): void;
  onRemove(): void;
};

function ColumnRow({ column, place, count, attributes, error, onChange, onMove, onRemove }: RowProps) {
  const { say, language } = useWords();
  const named = [...new Set([...attributes, ...(column.field.startsWith("attribute:") ? [column.field.slice("attribute:".length)] : [])])];
  const options = [
    ...SHEET_FIELDS.map((field) => ({ value: field, label: say(`sheet.field.${field}`) })),
    ...named.map((name) => ({ value: `attribute:${name}`, label: say("sheet.attribute", { name }) })),
  ];
  const choose = (value: string): void => {
    const field = asField(value);
    // A heading that only repeats the fact follows it; the supplier's own word stays.
    const isPlain = column.header === "" || column.header === headingOf(column.field, "en") || column.header === headingOf(column.field, "zh-CN");
    onChange({ field, ...(isPlain ? { header: headingOf(field, language) } : {}), fixedText: field === "fixed" ? (column.fixedText ?? "") : null });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    onMove(event.key === "ArrowUp" ? -1 : 1);
  };
  return (
    <div role="group" data-column={place} aria-label={say("sheet.column", { place: place + 1 })} onKeyDown={onKeyDown}>
      <Box background="bg-surface-secondary" padding="300" borderRadius="200">
        <FormLayout>
          <FormLayout.Group>
            <TextField label={say("sheet.heading", { place: place + 1 })} value={column.header} maxLength={mostHeading} error={error} autoComplete="off" onChange={(header) => onChange({ header })} />
            <Select label={say("sheet.shows")} options={options} value={column.field} onChange={choose} />
          </FormLayout.Group>
          {column.field === "fixed" ? <TextField label={say("sheet.fixed_text")} value={column.fixedText ?? ""} autoComplete="off" maxLength={500} onChange={(fixedText) => onChange({ fixedText })} /> : null}
          <ButtonGroup>
            <Button icon={ArrowUpIcon} disabled={place === 0} accessibilityLabel={say("sheet.up", { heading: column.header })} onClick={() => onMove(-1)} />
            <Button icon={ArrowDownIcon} disabled={place === count - 1} accessibilityLabel={say("sheet.down", { heading: column.header })} onClick={() => onMove(1)} />
            <Button icon={DeleteIcon} tone="critical" disabled={count === 1} accessibilityLabel={say("sheet.remove", { heading: column.header })} onClick={onRemove} />
          </ButtonGroup>
        </FormLayout>
      </Box>
    </div>
  );
}
