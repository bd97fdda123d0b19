// Which imports below a folder break the rules? One line each: the rule, who imports, what is imported.
import { cruise, type ICruiseResult, type IForbiddenRuleType } from "dependency-cruiser";

/** `folder` holds an `app/`; the working directory moves there meanwhile. */
export async function listViolations(folder: string, forbidden: IForbiddenRuleType[]): Promise<{ modules: string[]; violations: string[] }> {
  const before = process.cwd();
  process.chdir(folder);
  try {
    const { output } = await cruise(
      ["app"],
      { validate: true, ruleSet: { forbidden }, tsPreCompilationDeps: "specify", doNotFollow: { path: "node_modules" } },
      { conditionNames: ["import", "require", "node", "default"], exportsFields: ["exports"] },
    );
    if (typeof output === "string") throw new Error(output);
    return { modules: output.modules.map(({ source }) => source).filter((source) => source.startsWith("app/")), violations: output.summary.violations.map(describeOne) };
  } finally {
    process.chdir(before);
  }
}

function describeOne({ rule, from, to }: ICruiseResult["summary"]["violations"][number]): string {
  return from === to ? `${rule.name}: ${from}` : `${rule.name}: ${from} → ${to}`;
}
