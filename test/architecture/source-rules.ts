// What may no source of ours say, wherever it imports from? Read from its syntax, so that a comment may say it.
import ts from "typescript";

export type Source = { readonly path: string; readonly text: string };

type Rule = {
  readonly name: string;
  appliesTo(path: string): boolean;
  /** `said` is an expression as written, without blanks: `Date.now`, `new Date()`, `fetch()`. */
  forbids(said: string): boolean;
};

const isServer = (path: string) => /\.server\.tsx?$/.test(path);

const rules: readonly Rule[] = [
  {
    name: "the clock, chance and the network come in as arguments",
    appliesTo: (path) => path.startsWith("app/") && !isServer(path),
    forbids: (said) => /^(globalThis\.|window\.)?(new Date\(\)|Date\(\)|Date\.now|performance\.now|Math\.random|crypto\.(randomUUID|getRandomValues)|fetch\()/.test(said),
  },
  {
    name: "the environment is read once, at the start",
    appliesTo: (path) => path.startsWith("app/") && path !== "app/platform/env.server.ts",
    forbids: (said) => /^(process|import\.meta)\.env\b/.test(said),
  },
  {
    name: "tests replace no module",
    appliesTo: (path) => path.startsWith("test/"),
    forbids: (said) => /^vi\.(mock|doMock|stubGlobal|importMock)\(/.test(said),
  },
  {
    name: "every test runs",
    appliesTo: (path) => path.startsWith("test/"),
    forbids: (said) => /^(it|test|describe)(\.[a-z]+)*\.(skip|only|todo|skipIf|runIf|fails)\b/.test(said),
  },
];

const emptyNames = /(^|[-./])(utils?|helpers?|common|misc|types|services?|managers?)([-./]|$)/;

/** One line for each fault: the rule, and where it is broken. */
export function listFaults({ path, text }: Source): string[] {
  const faults = faultsOfName(path);
  const applying = rules.filter((rule) => rule.appliesTo(path));
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true, path.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
  const visit = (node: ts.Node): void => {
    const said = sayingOf(node);
    const broken = said === undefined ? [] : applying.filter((rule) => rule.forbids(said));
    faults.push(...broken.map((rule) => `${rule.name}: ${path}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`));
    ts.forEachChild(node, visit);
  };
  visit(file);
  if (!path.startsWith("test/") && !opensWithItsQuestion(text)) faults.push(`a file opens with one to three lines on its business: ${path}`);
  return [...new Set(faults)];
}

function faultsOfName(path: string): string[] {
  return emptyNames.test(path.replace(/\.(d\.)?tsx?$/, "")) ? [`a name says what a file is about: ${path}`] : [];
}

function sayingOf(node: ts.Node): string | undefined {
  if (ts.isNewExpression(node)) return `new ${node.expression.getText()}(${(node.arguments ?? []).map((one) => one.getText()).join(",")})`;
  if (ts.isCallExpression(node)) return `${node.expression.getText()}(${node.arguments.length > 0 ? "…" : ""})`;
  return ts.isPropertyAccessExpression(node) && !ts.isCallExpression(node.parent) ? node.getText() : undefined;
}

function opensWithItsQuestion(text: string): boolean {
  const lines = text.split("\n");
  const opening = lines.findIndex((one) => !one.startsWith("//"));
  return opening >= 1 && opening <= 3;
}
