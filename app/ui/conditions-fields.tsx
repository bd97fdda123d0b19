// For which orders does a rule speak? Empty fields mean any order; what is set must all fit.
import { FormLayout, Text, TextField } from "@shopify/polaris";
import type { TypedConditions } from "../views/rules-page.ts";
import { useWords } from "./words.tsx";

type Props = {
  readonly conditions: TypedConditions;
  readonly currency: string;
  onChange(conditions: TypedConditions): void;
  errorOf(field: string): string | false;
};

export function ConditionsFields({ conditions, currency, onChange, errorOf }: Props) {
  const { say } = useWords();
  const field = (name: keyof TypedConditions) => ({
    value: conditions[name], onChange: (value: string) => onChange({ ...conditions, [name]: value }), error: errorOf(name), autoComplete: "off",
  });
  return (
    <FormLayout>
      <Text as="p" tone="subdued">{say("rules.conditions.help")}</Text>
      <TextField label={say("rules.conditions.countries")} placeholder="US, DE" {...field("countries")} />
      <TextField label={say("rules.conditions.tags")} helpText={say("rules.conditions.tags.help")} {...field("tags")} />
      <TextField label={say("rules.conditions.collections")} {...field("collections")} />
      <FormLayout.Group condensed>
        <TextField label={say("rules.conditions.at_least", { currency })} inputMode="decimal" {...field("atLeast")} />
        <TextField label={say("rules.conditions.at_most", { currency })} inputMode="decimal" {...field("atMost")} />
      </FormLayout.Group>
    </FormLayout>
  );
}

/** The conditions in one line, as they stand beside a rule that is folded. */
export function useConditionsText(currency: string): (conditions: TypedConditions) => string {
  const { say } = useWords();
  return ({ countries, tags, collections, atLeast, atMost }) =>
    [
      countries && say("rules.only.countries", { list: countries }),
      tags && say("rules.only.tags", { list: tags }),
      collections && say("rules.only.collections", { list: collections }),
      atLeast && say("rules.only.at_least", { amount: atLeast, currency }),
      atMost && say("rules.only.at_most", { amount: atMost, currency }),
    ].filter(Boolean).join(" · ");
}
