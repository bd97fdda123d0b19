// Are the given variables of the declared types? Refusals are worded as Shopify words INVALID_VARIABLE.

import {
  coerceInputValue, GraphQLError, isEnumType, isInputType, isNonNullType, print, typeFromAST, valueFromAST, getNamedType,
  type GraphQLInputType, type GraphQLSchema, type OperationDefinitionNode, type VariableDefinitionNode,
} from "graphql";

type Problem = { path: (string | number)[]; explanation: string };
export type CoercedVariables = { values: Record<string, unknown>; errors: GraphQLError[] };

export function coerceVariables(
  schema: GraphQLSchema, operation: OperationDefinitionNode, given: Record<string, unknown>,
): CoercedVariables {
  const coerced: CoercedVariables = { values: {}, errors: [] };
  for (const definition of operation.variableDefinitions ?? []) {
    const type = typeFromAST(schema, definition.type);
    if (!type || !isInputType(type)) continue;
    coerceOne(definition, type, { given, coerced });
  }
  return coerced;
}

function coerceOne(
  definition: VariableDefinitionNode, type: GraphQLInputType,
  { given, coerced }: { given: Record<string, unknown>; coerced: CoercedVariables },
): void {
  const name = definition.variable.name.value;
  const isGiven = Object.hasOwn(given, name);
  if (!isGiven && definition.defaultValue) {
    coerced.values[name] = valueFromAST(definition.defaultValue, type);
    return;
  }
  if (!isGiven && !isNonNullType(type)) return;
  const problems: Problem[] = [];
  const value = given[name] ?? null;
  if (value === null && isNonNullType(type)) problems.push({ path: [], explanation: "Expected value to not be null" });
  else coerced.values[name] = coerceInputValue(value, type, (path, invalid, error) => {
    problems.push({ path: [...path, ...missingOrUnknown(error)], explanation: explain({ type, path, invalid, error }) });
  });
  if (problems.length > 0) coerced.errors.push(invalidVariable(definition, value, problems));
}

/** graphql-js reports a missing or unknown field at its parent, Shopify at the field. */
function missingOrUnknown(error: GraphQLError): string[] {
  const name = /^Field "(\w+)" (?:of required type|is not defined)/.exec(error.message)?.[1];
  return name === undefined ? [] : [name];
}

type Refusal = { type: GraphQLInputType; path: readonly (string | number)[]; invalid: unknown; error: GraphQLError };

function explain({ type, path, invalid, error }: Refusal): string {
  const unknownField = /^Field "(\w+)" is not defined by type "(\w+)"/.exec(error.message);
  if (unknownField) return `Field is not defined on ${unknownField[2]}`;
  if (/was not provided\.$|not to be null\.$/.test(error.message)) return "Expected value to not be null";
  const target = typeAt(type, path);
  if (isEnumType(target)) {
    return `Expected "${String(invalid)}" to be one of: ${target.getValues().map((value) => value.name).join(", ")}`;
  }
  const scalarProblem = /Invalid (datetime|url|decimal) .*/.exec(error.message);
  if (scalarProblem) return scalarProblem[0];
  return `Could not coerce value ${JSON.stringify(invalid)} to ${target?.name ?? "the expected type"}`;
}

function typeAt(type: GraphQLInputType, path: readonly (string | number)[]) {
  let named = getNamedType(type);
  for (const key of path) {
    if (typeof key === "number" || !("getFields" in named)) continue;
    const field = named.getFields()[key];
    if (!field) return undefined;
    named = getNamedType(field.type);
  }
  return named;
}

function invalidVariable(definition: VariableDefinitionNode, value: unknown, problems: Problem[]): GraphQLError {
  const details = problems.filter(({ path }) => path.length > 0).map(({ path, explanation }) => `${path.join(".")} (${explanation})`);
  const suffix = details.length > 0 ? ` for ${details.join(", ")}` : "";
  const message = `Variable $${definition.variable.name.value} of type ${print(definition.type)} was provided invalid value${suffix}`;
  return new GraphQLError(message, { nodes: [definition], extensions: { code: "INVALID_VARIABLE", value, problems } });
}
