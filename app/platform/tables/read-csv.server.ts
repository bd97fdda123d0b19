// Which encoding and delimiter has this text, and what are its rows?
import { parse } from "csv-parse/sync";
import { toTable } from "./to-table.ts";
import type { TableReading } from "./table.ts";
import { withoutApostrophe } from "./neutral.ts";

const delimiters = [",", ";", "\t", "|", "，"] as const;

export function readCsv(bytes: Uint8Array, { maxRows }: { readonly maxRows: number }): TableReading {
  const decoded = decode(bytes);
  if (!decoded) return { kind: "refused", code: "table.unreadable_text", params: {} };
  const { text, encoding } = decoded;
  if (text.trim() === "") return { kind: "refused", code: "table.empty", params: {} };
  const delimiter = delimiterOf(text);
  try {
    const records = parse(text, { delimiter, relax_column_count: true, relax_quotes: true, bom: true, info: true, to: maxRows + 2 }) as unknown as { record: string[]; info: { lines: number } }[];
    const rows = records.map(({ record }, index) => ({ number: index + 1, cells: record.map((cell) => withoutApostrophe(cell.trim())) }));
    return toTable(rows, { encoding, delimiter, notices: [], maxRows });
  } catch {
    return { kind: "refused", code: "table.not_a_table", params: {} };
  }
}

/** By its mark, else the first that fits without a fault: GB18030 holds every GBK text, and random bytes rarely fit UTF-8. */
function decode(bytes: Uint8Array): { text: string; encoding: string } | undefined {
  for (const encoding of encodingsFor(bytes)) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      if (!/\p{Cc}/u.test(text.replaceAll(/[\t\r\n\v\f]/g, ""))) return { text, encoding };
    } catch {
      continue;
    }
  }
  return undefined;
}

function encodingsFor(bytes: Uint8Array): string[] {
  const [first = 0, second = 0] = bytes;
  if (first === 0xff && second === 0xfe) return ["utf-16le"];
  if (first === 0xfe && second === 0xff) return ["utf-16be"];
  const zeros = bytes.subarray(0, 2000).filter((byte) => byte === 0).length;
  return zeros > 20 ? ["utf-16le", "utf-16be"] : ["utf-8", "gb18030"];
}

/** The one that cuts the first lines into the same number of cells, most of them. */
function delimiterOf(text: string): string {
  const head = text.slice(0, 64_000);
  const scored = delimiters.map((delimiter) => ({ delimiter, score: scoreOf(head, delimiter) }));
  return scored.reduce((best, one) => (one.score > best.score ? one : best)).delimiter;
}

function scoreOf(head: string, delimiter: string): number {
  try {
    const rows = parse(head, { delimiter, relax_column_count: true, relax_quotes: true, bom: true, to: 10 });
    const widths = rows.map((row: string[]) => row.length);
    const width = widths[0] ?? 1;
    return width === 1 ? 0 : width * (widths.filter((one: number) => one === width).length / widths.length);
  } catch {
    return 0;
  }
}
