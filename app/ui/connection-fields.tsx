// What a connector asks before it can talk to a supplier, and what the last try of the line said.
import { Banner, BlockStack, FormLayout, Text, TextField } from "@shopify/polaris";
import { isCode } from "../platform/words/words.ts";
import type { ConnectorField } from "../views/connector-fields.ts";
import type { ConnectorForm } from "../views/suppliers-page.ts";
import type { Act } from "./use-act.ts";
import { useWords } from "./words.tsx";

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
  const { sayStored, say } = useWords();
  const help = `connector.${field.name}.help`;
  return (
    <TextField
      {...bound}
      label={sayStored(`connector.${field.name}`)}
      helpText={isCode(help) ? say(help) : ""}
      requiredIndicator={field.isRequired}
      type={field.kind === "secret" ? "password" : "text"}
      inputMode={field.kind === "whole" ? "numeric" : "text"}
      autoComplete={field.kind === "secret" ? "new-password" : "off"}
    />
  );
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
