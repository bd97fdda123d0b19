// Which codes do the sources store for people to read? The sources themselves are asked, so that a new one cannot be forgotten.
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import ts from "typescript";

const root = resolve(import.meta.dirname, "../../app");

export type Found = { readonly file: string; readonly kind: "problem" | "timeline" | "reason"; readonly code: string };

/** The code, or the text of the expression where it is put together at run time ("`refused.${code}`"). */
export function collectCodes(): Found[] {
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((name) => /\.tsx?$/.test(name) && !/generated|words\//.test(name));
  return files.flatMap((name) => codesIn(join(root, name)));
}

export function codesIn(path: string, text = readFileSync(path, "utf8")): Found[] {
  const file = relative(root, path);
  const found: Found[] = [];
  const add = (kind: Found["kind"], codes: readonly string[]) => codes.forEach((code) => found.push({ file, kind, code }));
  const visit = (node: ts.Node): void => {
    const callee = calleeOf(node);
    if (callee === "MerchantError" && ts.isNewExpression(node)) add("problem", valuesOf(node.arguments?.[0]));
    if (callee === "openProblem" || callee === "tellMerchant") add("problem", codesAmong(node));
    if (callee === "recordActivity") add("timeline", codesAmong(node));
    if (ts.isPropertyAssignment(node) && node.name.getText() === "code") add("reason", valuesOf(node.initializer).filter((code) => /^`?(routing|allocation|refused|unroutable|waiting|with_supplier|check|unknown|request)\./.test(code)));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true, path.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS));
  return found;
}

function calleeOf(node: ts.Node): string | undefined {
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) return ts.isIdentifier(node.expression) ? node.expression.text : undefined;
  return undefined;
}

/** The code of the object that the call is given. */
function codesAmong(node: ts.Node): string[] {
  if (!ts.isCallExpression(node)) return [];
  return node.arguments.filter(ts.isObjectLiteralExpression).flatMap((given) => given.properties.flatMap((property) => {
    if (!property.name || property.name.getText() !== "code") return [];
    return ts.isPropertyAssignment(property) ? valuesOf(property.initializer) : [];
  }));
}

function valuesOf(expression: ts.Expression | undefined): string[] {
  if (!expression) return [];
  if (ts.isStringLiteralLike(expression)) return [expression.text];
  if (ts.isConditionalExpression(expression)) return [...valuesOf(expression.whenTrue), ...valuesOf(expression.whenFalse)];
  if (ts.isParenthesizedExpression(expression) || ts.isAsExpression(expression)) return valuesOf(expression.expression);
  return [expression.getText()];
}

/** Each member of a union type that the sources write as literals. */
function literalsOf(file: string, type: string): string[] {
  const path = join(root, file);
  const source = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.ESNext, true);
  const declared = source.statements.find((one): one is ts.TypeAliasDeclaration => ts.isTypeAliasDeclaration(one) && one.name.text === type);
  if (!declared || !ts.isUnionTypeNode(declared.type)) throw new Error(`${file} has no union ${type}`);
  return declared.type.types.flatMap((member) => (ts.isLiteralTypeNode(member) && ts.isStringLiteral(member.literal) ? [member.literal.text] : []));
}

export const holdCodes = literalsOf("orders/order.ts", "HoldCode");
/** Why a parcel is not shown in Shopify yet; the last one is Shopify's own refusal of the call. */
export const waitCodes = [...literalsOf("fulfillments/plan-fulfillment.ts", "WaitCode"), "refused_by_shopify"];
