// A sheet as it will look, with one made-up buyer. It scrolls within itself, so that the page does not.
import type { Sheet } from "../suppliers/order-sheet.ts";

const cell = { border: "1px solid var(--p-color-border)", padding: "4px 8px", textAlign: "left", verticalAlign: "top", minWidth: "4em", whiteSpace: "nowrap" } as const;

export function SheetPicture({ sheet }: { readonly sheet: Sheet }) {
  return (
    // The keyboard scrolls it, too.
    <div style={{ overflowX: "auto", maxWidth: "100%" }} tabIndex={0} role="region" aria-label={sheet.headers.join(", ")}>
      <table style={{ borderCollapse: "collapse", fontSize: "13px" }}>
        <thead>
          <tr>{sheet.headers.map((header, place) => <th key={`${place} ${header}`} scope="col" style={{ ...cell, background: "var(--p-color-bg-surface-secondary)" }}>{header}</th>)}</tr>
        </thead>
        <tbody>
          {sheet.rows.map((row, number) => (
            <tr key={row.join("|") || number}>{row.map((text, place) => <td key={`${place} ${text}`} style={cell}>{text}</td>)}</tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
