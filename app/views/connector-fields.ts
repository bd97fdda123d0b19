// Which questions does a connector ask when a supplier is set up? Its own schemas say; no form is written by hand.
import { z } from "zod";
import type { Said } from "./answer.ts";

export type ConnectorField = {
  readonly name: string;
  readonly kind: "text" | "whole" | "secret";
  readonly isRequired: boolean;
  /** Text, as it stands in the form. */
  readonly initial: string;
};

const shapeSchema = z.object({
  properties: z.record(z.string(), z.object({ type: z.string().optional(), default: z.unknown().optional() })).default({}),
  required: z.array(z.string()).default([]),
});

export function fieldsOf(schema: z.ZodObject, options: { secret: boolean }): ConnectorField[] {
  const shape = shapeSchema.parse(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }));
  return Object.entries(shape.properties).map(([name, property]) => ({
    name,
    kind: kindOf(property.type, options.secret),
    isRequired: shape.required.includes(name),
    initial: property.default === undefined ? "" : String(property.default),
  }));
}

function kindOf(type: string | undefined, isSecret: boolean): ConnectorField["kind"] {
  if (isSecret) return "secret";
  return type === "integer" || type === "number" ? "whole" : "text";
}

/** What was typed, as the schema wants it; an empty field that may be left out is left out. */
export function typedValues(fields: readonly ConnectorField[], typed: (name: string) => string): Record<string, string | number> {
  const values: Record<string, string | number> = {};
  for (const field of fields) {
    const text = typed(field.name);
    if (text === "" && !field.isRequired) continue;
    values[field.name] = field.kind === "whole" && /^\d{1,9}$/.test(text) ? Number(text) : text;
  }
  return values;
}

/** The first complaint about each field, in the reader's words and not in the schema's. */
export function complaints(error: z.ZodError, prefix: string): Record<string, Said> {
  const errors: Record<string, Said> = {};
  for (const issue of error.issues) errors[`${prefix}${String(issue.path[0] ?? "")}`] ??= complaintOf(issue);
  return errors;
}

function complaintOf(issue: z.core.$ZodIssue): Said {
  if (issue.code === "too_small") return issue.origin === "string" ? { code: "form.too_short", params: { least: Number(issue.minimum) } } : { code: "form.at_least", params: { least: Number(issue.minimum) } };
  if (issue.code === "too_big") return issue.origin === "string" ? { code: "form.too_long", params: { most: Number(issue.maximum) } } : { code: "form.at_most", params: { most: Number(issue.maximum) } };
  if (issue.code === "invalid_format" && issue.format === "url") return { code: "form.web_address" };
  if (issue.code === "custom") return { code: "form.web_address" };
  return issue.code === "invalid_type" ? { code: "form.whole_number", params: { least: 1 } } : { code: "form.not_usable" };
}
