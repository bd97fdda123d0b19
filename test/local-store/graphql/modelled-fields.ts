// Is every field of a document one the local store answers? Checked before anything runs, so that a refused mutation has no effect.

import {
  getNamedType, getNullableType, GraphQLError, isListType, isObjectType, TypeInfo, visit, visitWithTypeInfo,
  type DocumentNode, type GraphQLFieldResolver, type GraphQLResolveInfo, type GraphQLSchema, type GraphQLTypeResolver,
} from "graphql";
import { idempotencyKeyOf } from "./idempotency.ts";
import { notModelled, type GraphqlContext, type Models } from "./models.ts";
import { ownCost } from "./query-cost.ts";

export function unmodelledFields(schema: GraphQLSchema, document: DocumentNode, models: Models): GraphQLError[] {
  const errors: GraphQLError[] = [];
  const typeInfo = new TypeInfo(schema);
  visit(document, visitWithTypeInfo(typeInfo, {
    Field(node) {
      const parent = typeInfo.getParentType();
      const name = node.name.value;
      if (!isObjectType(parent) || name.startsWith("__") || parent.name.startsWith("__") || models[parent.name]?.[name]) return;
      const refusal = notModelled(`${parent.name}.${name}`);
      errors.push(new GraphQLError(refusal.message, { nodes: [node], extensions: refusal.extensions }));
    },
  }));
  return errors;
}

export function resolveModelled(models: Models): GraphQLFieldResolver<unknown, GraphqlContext> {
  return (source, args: Record<string, unknown>, context, info) => {
    const name = `${info.parentType.name}.${info.fieldName}`;
    const resolve = models[info.parentType.name]?.[info.fieldName];
    if (!resolve) throw notModelled(name);
    if (info.parentType.name === "Order" && context.shop.withheld?.includes(info.fieldName)) throw withheld(name);
    const { watched, read } = watchReads(args);
    if (info.parentType.name === "Mutation") context.idempotencyKey = idempotencyKeyOf(info);
    const value = resolve(source as never, watched as never, context);
    // A mutation has acted by now; refusing it afterwards would hide that.
    if (info.parentType.name !== "Mutation") refuseIgnoredArguments(info, read);
    if (value === undefined) throw notModelled(`${name} of this record`);
    countReturned(value, info, context);
    return value;
  };
}

/** Protected customer data without an approval: null, and an error that names the place. */
function withheld(name: string): GraphQLError {
  return new GraphQLError(`This app is not approved to access the ${name} field. See https://shopify.dev/docs/apps/launch/protected-customer-data for more details.`, {
    extensions: { code: "ACCESS_DENIED", documentation: "https://shopify.dev/api/usage/access-scopes" },
  });
}

function watchReads(args: Record<string, unknown>) {
  const read = new Set<string>();
  const watched = new Proxy(args, {
    get(target, key) {
      if (typeof key === "string") read.add(key);
      return Reflect.get(target, key) as unknown;
    },
  });
  return { watched, read };
}

function refuseIgnoredArguments(info: GraphQLResolveInfo, read: Set<string>): void {
  const given = (info.fieldNodes[0]?.arguments ?? []).map((argument) => argument.name.value);
  const ignored = given.find((name) => !read.has(name));
  if (ignored) throw notModelled(`argument ${ignored} of ${info.parentType.name}.${info.fieldName}`);
}

function countReturned(value: unknown, info: GraphQLResolveInfo, context: GraphqlContext): void {
  if (value === null) return;
  const count = isListType(getNullableType(info.returnType)) && Array.isArray(value) ? value.length : 1;
  context.returnedObjects += ownCost(info.returnType) * count;
}

/** Records carry their own type name as `kind`. */
export const resolveKind: GraphQLTypeResolver<unknown, GraphqlContext> = (value, _context, info) => {
  const kind = typeof value === "object" && value !== null && "kind" in value ? String(value.kind) : "";
  if (!kind) throw notModelled(`a record of ${getNamedType(info.returnType).name}`);
  return kind;
};
