// What are the tests of a file called? Read from its syntax, so that a test is counted where it stands and not where it is spoken of.
import { readFileSync } from "node:fs";
import ts from "typescript";

/** The words given to `it` or `test`; those of a table as they are written, with "%s". */
export function testsIn(file: string): string[] {
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /^(it|test)(\.each\()?/.test(node.expression.getText())) {
      const [name] = node.arguments;
      if (name && ts.isStringLiteralLike(name)) names.push(name.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ESNext, true));
  return names;
}

/** "F18, F19 whatever" speaks of both rows. */
export function rowsOf(name: string): string[] {
  const [, ids = ""] = /^(F\d+(?:, F\d+)*) /.exec(name) ?? [];
  return ids === "" ? [] : ids.split(", ");
}
