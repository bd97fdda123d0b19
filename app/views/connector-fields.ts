// Which questions does a connector ask when a supplier is set up? Its own schemas say; no form is written by hand.
import { z } from "zod";
import type { Code } from "../platform/words/words.ts";
import type { Said } from "./answer.ts";

export type ConnectorField = {
  readonly name: string;
  readonly kind: "text" | "long" | "mail" | "list" | "whole" | "choice" | "check" | "secret";
  readonly isRequired: boolean;
  /** Text, as it stands in the form. */
  readonly initial: string;
  readonly options?: readonly string[];
  readonly least?: number;
  readonly most?: number;
};

const propertySchema = z.object({
  type: z.string().optional(), default: z.unknown().optional(), format: z.string().optional(), enum: z.array(z.string()).optional(),
  maxLength: z.number().optional(), minimum: z.number().optional(), maximum: z.number().optional(),
});
type Property = z.infer<typeof propertySchema>;
const shapeSchema = z.object({ properties: z.record(z.string(), propertySchema).default({}), required: z.array(z.string()).default([]) });

export function fieldsOf(schema: z.ZodObject, options: { secret: boolean }): ConnectorField[] {
  const shape = shapeSchema.parse(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }));
  return Object.entries(shape.properties).map(([name, property]) => ({
    name,
    kind: kindOf(property, options.secret),
    isRequired: shape.required.includes(name),
    initial: asText(property.default),
    ...(property.enum ? { options: property.enum } : {}),
    ...rangeOf(property),
  }));
}

/** A longer text is written in several lines. */
const longestLine = 500;

function kindOf(property: Property, isSecret: boolean): ConnectorField["kind"] {
  if (property.enum) return "choice";
  if (property.type === "boolean") return "check";
  if (isSecret) return "secret";
  if (property.type === "array") return "list";
  if (property.type === "integer" || property.type === "number") return "whole";
  if (property.format === "email") return "mail";
  return (property.maxLength ?? 0) > longestLine ? "long" : "text";
}

function rangeOf({ minimum, maximum }: Property): { least?: number; most?: number } {
  // An integer without bounds of its own is given the safe ones, which are no advice to a person.
  const isAdvice = (bound: number | undefined): bound is number => bound !== undefined && Math.abs(bound) < Number.MAX_SAFE_INTEGER;
  return { ...(isAdvice(minimum) ? { least: minimum } : {}), ...(isAdvice(maximum) ? { most: maximum } : {}) };
}

/** What is kept of a setting, or its default, as text in the form. */
export function asText(value: unknown): string {
  if (value === undefined || value === null) return "";
  return Array.isArray(value) ? value.join(", ") : String(value);
}

export type SettingValue = string | number | boolean | string[];

/** What was typed, as the schema wants it; an empty field that may be left out is left out. */
export function typedValues(fields: readonly ConnectorField[], typed: (name: string) => string): Record<string, SettingValue> {
  const values: Record<string, SettingValue> = {};
  for (const field of fields) {
    const text = typed(field.name);
    if (text === "" && !field.isRequired) continue;
    values[field.name] = valueOf(field.kind, text);
  }
  return values;
}

function valueOf(kind: ConnectorField["kind"], text: string): SettingValue {
  if (kind === "whole" && /^-?\d{1,9}$/.test(text)) return Number(text);
  if (kind === "check") return text === "true";
  return kind === "list" ? text.split(/[,，、;；\s]+/u).filter(Boolean) : text;
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
  if (issue.code === "invalid_format") return { code: codeOfFormat[issue.format] ?? "form.not_usable" };
  if (issue.code === "invalid_type") return issue.expected === "string" ? { code: "form.required" } : { code: "form.whole_number", params: { least: 1 } };
  return { code: codeOfIssue[issue.code] ?? "form.not_usable" };
}

const codeOfFormat: Readonly<Record<string, Code>> = { url: "form.web_address", email: "form.mail_address" };
const codeOfIssue: Readonly<Record<string, Code>> = { invalid_value: "form.choose_one", custom: "form.web_address" };
