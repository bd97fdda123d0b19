// How is a figure told: reached, or missed by how much?
import type { ArmResult, Reach, Report, Row } from "./arm.ts";

export function isReached({ figure, reach }: Pick<Row, "figure" | "reach">): boolean {
  return "atMost" in reach ? figure <= reach.atMost : figure >= reach.atLeast;
}

export function tellReach(reach: Reach, unit: Row["unit"]): string {
  return "atMost" in reach ? `≤ ${tellNumber(reach.atMost, unit)}` : `≥ ${tellNumber(reach.atLeast, unit)}`;
}

export function tellVerdict(row: Pick<Row, "figure" | "reach">): string {
  if (Number.isNaN(row.figure)) return "not measured";
  if (isReached(row)) return "reached";
  const wanted = "atMost" in row.reach ? row.reach.atMost : row.reach.atLeast;
  const share = "atMost" in row.reach ? row.figure / wanted : wanted / row.figure;
  return wanted === 0 || row.figure === 0 ? `missed by ${tellNumber(Math.abs(row.figure - wanted), "")}` : `missed by ${tellNumber(share, "×")}`;
}

export function tellNumber(value: number, unit: Row["unit"]): string {
  const text = Math.abs(value) >= 100 ? Math.round(value).toLocaleString("en-US") : String(Number(value.toPrecision(3)));
  if (unit === "×") return `${text}×`;
  return unit === "" ? text : `${text} ${unit}`;
}

/** Of each arm the newest result; one of a whole run stands before any of a quick one. */
export function newestResults(reports: readonly Report[]): { report: Report; result: ArmResult }[] {
  const all = reports
    .filter((report) => report.imbalances.length === 0)
    .flatMap((report) => report.results.map((result) => ({ report, result })))
    .toSorted((left, right) => Number(left.report.isQuick) - Number(right.report.isQuick) || right.result.startedAt.localeCompare(left.result.startedAt));
  const newest = [...Map.groupBy(all, ({ result }) => result.arm).values()].flatMap((group) => group.slice(0, 1));
  return newest.toSorted((left, right) => left.result.startedAt.localeCompare(right.result.startedAt));
}

export function tellTable(results: readonly { report: Report; result: ArmResult }[]): string {
  const head = "| Arm | Measured | Against | Reach | Figure | Rounds | |\n|---|---|---|---|---|---|---|";
  const lines = results.flatMap(({ report, result }) =>
    result.rows.map((row) => [
      "", result.arm, row.name, row.reference, tellReach(row.reach, row.unit), tellNumber(row.figure, row.unit), String(row.rounds.length),
      `${tellVerdict(row)}${report.isQuick ? " (quick: unproven)" : ""}`, "",
    ].join(" | ").trim()));
  return [head, ...lines].join("\n");
}
