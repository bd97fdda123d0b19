// What does the Admin API answer to this document? Parse, fit to the schema, afford, execute, refund.

import {
  execute, getOperationAST, GraphQLError, Kind, parse,
  type DocumentNode, type ExecutionResult, type OperationDefinitionNode,
} from "graphql";
import { models } from "../nouns/all-nouns.ts";
import type { Place } from "../world.ts";
import { adminSchema } from "./admin-schema.ts";
import { resolveKind, resolveModelled, unmodelledFields } from "./modelled-fields.ts";
import type { GraphqlContext } from "./models.ts";
import { mutationCost, requestedCost } from "./query-cost.ts";
import { validationErrors } from "./validation-errors.ts";
import { coerceVariables } from "./variables.ts";

export type GraphqlRequest = { query: string; variables: Record<string, unknown>; operationName: string | null };

export type CostReport = { requestedQueryCost: number; actualQueryCost: number | null };

export type GraphqlAnswer = { body: Record<string, unknown>; cost: CostReport | null };

export type PreparedDocument = {
  document: DocumentNode;
  operation: OperationDefinitionNode;
  roots: string[];
  variables: Record<string, unknown>;
  rawVariables: Record<string, unknown>;
  cost: number;
};

/** Errors here mean that nothing was executed and nothing charged. */
export function prepareDocument(request: GraphqlRequest): PreparedDocument | GraphQLError[] {
  const schema = adminSchema();
  const document = parseOr(request.query);
  if (document instanceof GraphQLError) return [document];
  const invalid = validationErrors(schema, document);
  if (invalid.length > 0) return invalid;
  const unmodelled = unmodelledFields(schema, document, models);
  if (unmodelled.length > 0) return unmodelled;
  const operation = getOperationAST(document, request.operationName);
  if (!operation) return [new GraphQLError(`No operation named "${request.operationName ?? ""}"`, { extensions: { code: "missingOperation" } })];
  const { values, errors } = coerceVariables(schema, operation, request.variables);
  if (errors.length > 0) return errors;
  const cost = requestedCost({ schema, document, variables: values }, operation);
  return { document, operation, roots: rootsOf(operation), variables: values, rawVariables: request.variables, cost };
}

function parseOr(query: string): DocumentNode | GraphQLError {
  try {
    return parse(query);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return new GraphQLError(error.message, { ...located(error), extensions: { code: "parseError" } });
  }
}

function located(error: GraphQLError) {
  return error.source && error.positions ? { source: error.source, positions: error.positions } : {};
}

export function rootsOf(operation: OperationDefinitionNode): string[] {
  return operation.selectionSet.selections.flatMap((selection) => (selection.kind === Kind.FIELD ? [selection.name.value] : []));
}

export async function runDocument(place: Place, prepared: PreparedDocument, scopes: string[]): Promise<GraphqlAnswer> {
  const { buckets } = place.world;
  const domain = place.shop.domain;
  if (!buckets.take(domain, prepared.cost)) return throttledAnswer(place, prepared.cost);
  const context: GraphqlContext = { ...place, scopes, returnedObjects: 0 };
  const result = await execute({
    schema: adminSchema(),
    document: prepared.document,
    operationName: prepared.operation.name?.value,
    variableValues: prepared.rawVariables,
    contextValue: context,
    rootValue: null,
    fieldResolver: resolveModelled(models),
    typeResolver: resolveKind,
  });
  const fixed = prepared.operation.operation === "mutation" ? mutationCost * prepared.roots.length : 0;
  const actual = Math.min(prepared.cost, fixed + context.returnedObjects);
  buckets.giveBack(domain, prepared.cost - actual);
  const cost = { requestedQueryCost: prepared.cost, actualQueryCost: actual };
  return { body: { ...readable(result), extensions: costExtension(place, cost) }, cost };
}

export function throttledAnswer(place: Place, requestedQueryCost: number): GraphqlAnswer {
  const cost = { requestedQueryCost, actualQueryCost: null };
  const documentation = "https://shopify.dev/api/usage/rate-limits";
  const error = { message: "Throttled", extensions: { code: "THROTTLED", documentation } };
  return { body: { errors: [error], extensions: costExtension(place, cost) }, cost };
}

function costExtension(place: Place, cost: CostReport) {
  return { cost: { ...cost, throttleStatus: place.world.buckets.status(place.shop.domain) } };
}

function readable(result: ExecutionResult): Record<string, unknown> {
  const errors = result.errors?.map((error) => error.toJSON());
  return { ...(errors ? { errors } : {}), data: result.data ?? null };
}
