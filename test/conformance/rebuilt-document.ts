// What was asked, when a recording holds variables and an answer but not the document's text? Every field of the answer
// is asked for again; variables become the root's arguments of the same name. A query by id that lost even those is told by
// the id in its answer.

import {
  getNamedType, isCompositeType, isObjectType, isUnionType, type GraphQLArgument, type GraphQLField, type GraphQLObjectType, type GraphQLSchema, type GraphQLUnionType,
} from "graphql";
import type { Json, JsonObject } from "./recorded-requests.ts";

/** The variables of such a query; undefined where the answer does not tell them. */
export function idInAnswer(schema: GraphQLSchema, data: JsonObject): JsonObject | undefined {
  const [[root, value] = ["", null], ...more] = Object.entries(data);
  const field = schema.getQueryType()?.getFields()[root];
  const isById = field?.args.some((argument) => argument.name === "id") === true && field.args.every((argument) => argument.name === "id");
  const id = value !== null && typeof value === "object" && !Array.isArray(value) ? value["id"] : undefined;
  return isById && more.length === 0 && typeof id === "string" ? { id } : undefined;
}

export function rebuiltDocument(schema: GraphQLSchema, data: JsonObject, variables: JsonObject): string | undefined {
  for (const [kind, type] of [["query", schema.getQueryType()], ["mutation", schema.getMutationType()]] as const) {
    const fields = type?.getFields() ?? {};
    const roots = Object.keys(data);
    if (roots.length !== 1 || !roots.every((root) => fields[root])) continue;
    return whole(kind, fields, { data, variables });
  }
  return undefined;
}

type Fields = Record<string, GraphQLField<unknown, unknown>>;

function whole(kind: string, fields: Fields, { data, variables }: { data: JsonObject; variables: JsonObject }): string | undefined {
  const declared: string[] = [];
  const selections: string[] = [];
  for (const [root, value] of Object.entries(data)) {
    const field = fields[root];
    if (!field) return undefined;
    const given = field.args.filter((argument) => argument.name in variables);
    if (field.args.some((argument) => isNeeded(argument) && !given.includes(argument))) return undefined;
    declared.push(...given.map((argument) => `$${argument.name}: ${String(argument.type)}`));
    const text = given.map((argument) => `${argument.name}: $${argument.name}`).join(", ");
    const below = selectionOf(field, value);
    if (below === undefined) return undefined;
    selections.push(`${root}${text ? `(${text})` : ""}${keyFor(root, variables)}${below}`);
  }
  return `${kind} Rebuilt${declared.length > 0 ? `(${declared.join(", ")})` : ""} { ${selections.join(" ")} }`;
}

const keyed = /^(refundCreate|inventory(Set|Adjust|Move|Activate|Deactivate).*)$/;

/** 2026-10 asks for a key where older versions did not know one; recorded keys stand among the variables. */
function keyFor(root: string, variables: JsonObject): string {
  if (!keyed.test(root)) return "";
  const given = variables["idempotencyKey"];
  return ` @idempotent(key: ${JSON.stringify(typeof given === "string" ? given : JSON.stringify(variables))})`;
}

function isNeeded(argument: GraphQLArgument): boolean {
  return String(argument.type).endsWith("!") && argument.defaultValue === undefined;
}

function selectionOf(field: GraphQLField<unknown, unknown>, value: Json): string | undefined {
  const type = getNamedType(field.type);
  if (!isCompositeType(type)) return "";
  if (isUnionType(type)) return memberSelection(type, shapes(value));
  if (!isObjectType(type)) return " { __typename }";
  const parts = fieldsBelow(type, shapes(value));
  return parts === undefined ? undefined : ` { ${parts.join(" ") || "__typename"} }`;
}

/** Each member is asked for what the entries of its type show. */
function memberSelection(type: GraphQLUnionType, objects: JsonObject[]): string | undefined {
  const members = type.getTypes().flatMap((member) => {
    const shown = objects.filter((object) => object["__typename"] === member.name);
    const parts = fieldsBelow(member, shown);
    return parts === undefined || parts.length === 0 ? [] : [`... on ${member.name} { ${parts.join(" ")} }`];
  });
  return ` { __typename ${members.join(" ")} }`;
}

/** A list's entries together show which fields were asked for. */
function shapes(value: Json): JsonObject[] {
  if (Array.isArray(value)) return value.flatMap(shapes);
  return value !== null && typeof value === "object" ? [value] : [];
}

function fieldsBelow(type: GraphQLObjectType, objects: JsonObject[]): string[] | undefined {
  const names = [...new Set(objects.flatMap((object) => Object.keys(object)))];
  const parts: string[] = [];
  for (const name of names) {
    const field = type.getFields()[name];
    if (!field) {
      if (name === "__typename") continue;
      return undefined;
    }
    const below = selectionOf(field, objects.flatMap((object) => object[name] ?? []));
    if (below === undefined) return undefined;
    const isPaged = field.args.some((argument) => argument.name === "first") && /Connection!?$/.test(String(field.type));
    const names = name === "quantities" && type.name === "InventoryLevel" ? `(names: ${JSON.stringify(namesOf(objects))})` : "";
    parts.push(`${name}${isPaged ? "(first: 50)" : names}${below}`);
  }
  return parts;
}

/** Quantities are asked for by name, and answered in that order. */
function namesOf(levels: JsonObject[]): Json[] {
  return [...new Set(levels.flatMap((level) => shapes(level["quantities"] ?? null)).map((quantity) => quantity["name"] ?? null))];
}
