// What does a query cost before it runs? Mutation 10, object 1, scalar 0, a connection as many children as it asks for.
// Recorded answers charge less than a linear count for long or nested connections, so a sum above Shopify's
// limit of 1000 points for one query is charged as 1000 and not refused.

import {
  getNamedType, getNullableType, isCompositeType, isInterfaceType, isListType, isObjectType, isUnionType, Kind,
  type DocumentNode, type FieldNode, type GraphQLCompositeType, type GraphQLOutputType, type GraphQLSchema,
  type OperationDefinitionNode, type SelectionSetNode,
} from "graphql";

export const largestQueryCost = 1000;
export const mutationCost = 10;

export type CostedDocument = {
  schema: GraphQLSchema;
  document: DocumentNode;
  variables: Record<string, unknown>;
};

export function requestedCost(costed: CostedDocument, operation: OperationDefinitionNode): number {
  const root = costed.schema.getRootType(operation.operation);
  if (!root) return 0;
  const linear = selectionCost(costed, root, operation.selectionSet);
  const own = operation.operation === "mutation" ? mutationCost * operation.selectionSet.selections.length : 0;
  return Math.min(largestQueryCost, linear + own);
}

function selectionCost(costed: CostedDocument, type: GraphQLCompositeType, selections: SelectionSetNode): number {
  let common = 0;
  let dearestFragment = 0;
  for (const selection of selections.selections) {
    if (selection.kind === Kind.FIELD) {
      common += fieldCost(costed, type, selection);
      continue;
    }
    const { condition, selectionSet } = fragmentOf(costed.document, selection);
    const target = condition ? costed.schema.getType(condition) : type;
    if (!selectionSet || !target || !isCompositeType(target)) continue;
    const cost = selectionCost(costed, target, selectionSet);
    if (isObjectType(type) || target === type) common += cost;
    else dearestFragment = Math.max(dearestFragment, cost);
  }
  return common + dearestFragment;
}

function fragmentOf(document: DocumentNode, selection: Exclude<SelectionSetNode["selections"][number], FieldNode>) {
  if (selection.kind === Kind.INLINE_FRAGMENT) {
    return { condition: selection.typeCondition?.name.value, selectionSet: selection.selectionSet };
  }
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === selection.name.value) {
      return { condition: definition.typeCondition.name.value, selectionSet: definition.selectionSet };
    }
  }
  return { condition: undefined, selectionSet: undefined };
}

function fieldCost(costed: CostedDocument, parent: GraphQLCompositeType, field: FieldNode): number {
  if (isUnionType(parent)) return 0;
  const definition = parent.getFields()[field.name.value];
  if (!definition || !field.selectionSet) return 0;
  const named = getNamedType(definition.type);
  if (!isCompositeType(named)) return 0;
  const each = ownCost(definition.type) + selectionCost(costed, named, field.selectionSet);
  return each * pageSizeOf(costed, field);
}

/** 1 for an object of its own; 0 for what only wraps or lists plain facts (connections, payloads, tracking rows). */
export function ownCost(type: GraphQLOutputType): number {
  const named = getNamedType(type);
  if (!isCompositeType(named)) return 0;
  if (/(Connection|Edge|Payload|PageInfo|Error)$/.test(named.name)) return 0;
  return isList(type) && !isRecord(named) ? 0 : 1;
}

function isList(type: GraphQLOutputType): boolean {
  return isListType(getNullableType(type));
}

function isRecord(type: GraphQLCompositeType): boolean {
  return isUnionType(type) || isInterfaceType(type) || type.getInterfaces().some((implemented) => implemented.name === "Node");
}

/** `nodes(ids:)` asks for as many objects as it lists. */
function pageSizeOf(costed: CostedDocument, field: FieldNode): number {
  const ids = field.arguments?.find((argument) => argument.name.value === "ids")?.value;
  if (ids?.kind === Kind.LIST) return ids.values.length;
  if (ids?.kind === Kind.VARIABLE) return (costed.variables[ids.name.value] as unknown[] | undefined)?.length ?? 1;
  for (const argument of field.arguments ?? []) {
    if (argument.name.value !== "first" && argument.name.value !== "last") continue;
    if (argument.value.kind === Kind.INT) return Number(argument.value.value);
    if (argument.value.kind === Kind.VARIABLE) return Number(costed.variables[argument.value.name.value] ?? 1);
  }
  return 1;
}
