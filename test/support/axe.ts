// What does axe say of a page? What counts is what it calls serious or critical.
import axe from "axe-core";
import type { Frame, Page } from "playwright-core";

type Answer = { violations: { id: string; impact: string; nodes: { html: string }[] }[] };

/** Empty when a person with a screen reader can use it. */
export async function judgeByAxe(shown: Frame | Page): Promise<string[]> {
  await shown.evaluate(axe.source);
  const { violations } = await shown.evaluate(() => (window as unknown as { axe: { run(options: object): Promise<Answer> } }).axe.run({ resultTypes: ["violations"] }));
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, impact, nodes }) => nodes.slice(0, 3).map(({ html }) => `${impact} ${id}: ${html.slice(0, 160)}`));
}
