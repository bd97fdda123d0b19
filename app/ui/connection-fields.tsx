// What a connector asks before it can talk to a supplier, and what the last try of the line said.
import { Banner, BlockStack, Checkbox, FormLayout, Select, Text, TextField } from "@shopify/polaris";
import { isCode } from "../platform/words/words.ts";
import type { ConnectorField } from "../views/connector-fields.ts";
import type { ConnectorForm } from "../views/suppliers-page.ts";
import { sayWord } from "./say-reason.ts";
import type { Act } from "./use-act.ts";
import { useWords, type Words } from "./words.tsx";

type FieldsProps = { readonly connector: ConnectorForm; bind(name: string): Bound };

export function ConnectionFields({ connector, bind }: FieldsProps) {
  return (
    <FormLayout>
      {connector.settings.map((one) => <Question key={one.name} field={one} bound={bind(`settings.${one.name}`)} />)}
      {connector.credentials.map((one) => <Question key={one.name} field={one} bound={bind(`credentials.${one.name}`)} />)}
    </FormLayout>
  );
}

type Bound = { value: string; onChange(value: string): void; error: string | false; autoComplete: string };

function Question({ field, bound }: { readonly field: ConnectorField; readonly bound: Bound }) {
  const words = useWords();
  const { sayStored, say } = words;
  const help = `connector.${field.name}.help`;
  const about = { label: sayStored(`connector.${field.name}`), helpText: isCode(help) ? say(help) : rangeOf(words, field) };
  if (field.kind === "check") return <Checkbox {...about} checked={bound.value === "true"} onChange={(isOn) => bound.onChange(String(isOn))} error={bound.error} />;
  if (field.kind === "choice") return <Select {...bound} {...about} requiredIndicator={field.isRequired} options={optionsOf(words, field)} />;
  return (
    <TextField
      {...bound}
      {...about}
      requiredIndicator={field.isRequired}
      type={typeOf[field.kind] ?? "text"}
      inputMode={field.kind === "whole" ? "numeric" : "text"}
      autoComplete={field.kind === "secret" ? "new-password" : "off"}
      {...(field.kind === "long" ? { multiline: 4 } : {})}
    />
  );
}

function optionsOf(words: Words, field: ConnectorField): { value: string; label: string }[] {
  const options = (field.options ?? []).map((value) => ({ value, label: sayWord(words, `connector.${field.name}`, value) }));
  return field.initial === "" ? [{ value: "", label: "–" }, ...options] : options;
}

const typeOf: Partial<Record<ConnectorField["kind"], "password" | "email">> = { secret: "password", mail: "email" };

function rangeOf({ say }: Words, { kind, least, most }: ConnectorField): string {
  if (kind !== "whole") return "";
  return [least === undefined ? "" : say("form.at_least", { least }), most === undefined ? "" : say("form.at_most", { most })].filter(Boolean).join(" · ");
}

/** What the last try of the line said; a toast alone would be gone too soon to act on. */
export function Outcome({ act }: { readonly act: Act }) {
  const { say } = useWords();
  const { answer } = act;
  if (!answer || answer.kind === "refused" || act.isBusy) return null;
  return (
    <BlockStack>
      <Banner tone={answer.kind === "failed" ? "critical" : "success"}><Text as="p" breakWord>{say(answer.code, answer.params)}</Text></Banner>
    </BlockStack>
  );
}
