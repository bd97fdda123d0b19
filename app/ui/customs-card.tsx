// What customs are told of a variant. Whatever is missing for crossing a border stands at the top; whatever is wrong, at its field.
import { Banner, BlockStack, Button, Card, Checkbox, FormLayout, InlineError, InlineGrid, InlineStack, Select, Text, TextField } from "@shopify/polaris";
import { cargoAttributes, documentKinds, type CustomsFacts, type CustomsNeed } from "../catalog/customs-profile.ts";
import { formatDecimal } from "../platform/money.ts";
import { RowList } from "./row-list.tsx";
import { SaveBar } from "./save-bar.tsx";
import { useTypedForm, type Typed, type TypedForm } from "./typed-form.ts";
import { useAct, type Act } from "./use-act.ts";
import { useWords } from "./words.tsx";

type Props = { readonly customs: CustomsFacts; readonly missing: readonly CustomsNeed[]; readonly shopCurrency: string };

export function CustomsCard({ customs, missing, shopCurrency }: Props) {
  const { say } = useWords();
  const act = useAct();
  const form = useTypedForm(asTyped(customs, shopCurrency), act);
  const save = () => act.send({ intent: "customs", ...form.asFields(), cargo: cargoAttributes.filter((one) => form.typed.texts[`cargo.${one}`] === "true") });
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">{say("customs.title")}</Text>
          <Text as="p" tone="subdued">{say("customs.intro")}</Text>
        </BlockStack>
        <Missing missing={missing} />
        <Goods form={form} />
        <Cargo form={form} act={act} />
        <Codes form={form} />
        <Documents form={form} />
        <Safety form={form} />
        <InlineStack gap="300" blockAlign="center">
          <Button variant="primary" disabled={!form.isChanged} loading={act.isBusy} onClick={save}>{say("action.save")}</Button>
          {act.answer?.kind === "refused" && !act.isBusy ? <Text as="span" tone="critical">{say("form.see_fields")}</Text> : null}
        </InlineStack>
      </BlockStack>
      <SaveBar id="customs-save-bar" isOpen={form.isChanged} isBusy={act.isBusy} onSave={save} onDiscard={form.reset} />
    </Card>
  );
}

function Missing({ missing }: Pick<Props, "missing">) {
  const { say } = useWords();
  if (missing.length === 0) return <Banner tone="success"><Text as="p">{say("customs.complete")}</Text></Banner>;
  return (
    <Banner tone="info" title={say("customs.missing")}>
      <Text as="p">{missing.map((need) => say(`customs.missing.${need}`)).join(" · ")}</Text>
    </Banner>
  );
}

type Part = { readonly form: TypedForm };

function Goods({ form: { field } }: Part) {
  const { say } = useWords();
  return (
    <FormLayout>
      <FormLayout.Group>
        <TextField label={say("customs.name_zh")} {...field("nameZh")} />
        <TextField label={say("customs.name_en")} {...field("nameEn")} />
      </FormLayout.Group>
      <FormLayout.Group>
        <TextField label={say("customs.hs_code")} helpText={say("customs.hs_code.help")} inputMode="numeric" {...field("hsCode")} />
        <TextField label={say("customs.origin")} helpText={say("customs.origin.help")} maxLength={2} {...field("originCountryCode")} />
      </FormLayout.Group>
      <FormLayout.Group condensed>
        <TextField label={say("customs.unit_value")} inputMode="decimal" {...field("unitValue")} />
        <TextField label={say("customs.currency")} maxLength={3} {...field("unitValueCurrency")} />
        <TextField label={say("customs.weight")} inputMode="numeric" {...field("unitWeightGrams")} />
      </FormLayout.Group>
      <FormLayout.Group>
        <TextField label={say("customs.material")} {...field("material")} />
        <TextField label={say("customs.use")} {...field("intendedUse")} />
      </FormLayout.Group>
      <TextField label={say("customs.link")} type="url" {...field("productLink")} />
    </FormLayout>
  );
}

function Cargo({ form, act }: Part & { readonly act: Act }) {
  const { say } = useWords();
  const error = act.errorOf("cargo");
  const isStopped = ["CUSTOMS_PROHIBITED", "IMITATION_BRAND"].some((one) => form.tick(`cargo.${one}`).checked);
  return (
    <div role="group" aria-label={say("customs.cargo")}>
      <BlockStack gap="200">
        <Text as="h3" variant="headingSm">{say("customs.cargo")}</Text>
        <InlineGrid columns={{ xs: 1, sm: 2, md: 3 }} gap="100">
          {cargoAttributes.map((one) => <Checkbox key={one} label={say(`customs.cargo.${one}`)} {...form.tick(`cargo.${one}`)} />)}
        </InlineGrid>
        {error ? <InlineError message={error} fieldID="cargo" /> : null}
        {isStopped ? <Banner tone="warning"><Text as="p">{say("customs.cargo.stopped")}</Text></Banner> : null}
      </BlockStack>
    </div>
  );
}

function Codes({ form }: Part) {
  const { say } = useWords();
  return (
    <RowList
      form={form} list="codes" name={say("customs.codes")} title={say("customs.codes")} help={say("customs.codes.help")} add={say("customs.code.add")} empty={{ codeCountry: "", codeNumber: "" }}
    >
      {(cell) => (
        <FormLayout.Group condensed>
          <TextField label={say("customs.code.country")} maxLength={2} {...cell("codeCountry")} />
          <TextField label={say("customs.hs_code")} inputMode="numeric" {...cell("codeNumber")} />
        </FormLayout.Group>
      )}
    </RowList>
  );
}

function Documents({ form }: Part) {
  const { say } = useWords();
  return (
    <RowList form={form} list="documents" name={say("customs.documents")} title={say("customs.documents")} add={say("customs.document.add")} empty={{ documentKind: "un38_3", documentUrl: "" }}>
      {(cell) => (
        <FormLayout.Group>
          <Select label={say("customs.document.kind")} options={documentKinds.map((kind) => ({ value: kind, label: say(`customs.document.${kind}`) }))} {...cell("documentKind")} />
          <TextField label={say("customs.document.url")} type="url" {...cell("documentUrl")} />
        </FormLayout.Group>
      )}
    </RowList>
  );
}

function Safety({ form: { field } }: Part) {
  const { say } = useWords();
  return (
    <FormLayout>
      <Text as="h3" variant="headingSm">{say("customs.gpsr")}</Text>
      <TextField label={say("customs.manufacturer")} multiline={2} {...field("manufacturer")} />
      <TextField label={say("customs.eu_person")} multiline={2} {...field("euResponsiblePerson")} />
      <TextField label={say("customs.warnings")} multiline={2} {...field("safetyWarnings")} />
    </FormLayout>
  );
}

function asTyped(facts: CustomsFacts, shopCurrency: string): Typed {
  const { unitValue, unitWeightGrams } = facts;
  const names = ["nameZh", "nameEn", "hsCode", "originCountryCode", "material", "intendedUse", "productLink", "manufacturer", "euResponsiblePerson", "safetyWarnings"] as const;
  return {
    texts: {
      ...Object.fromEntries(names.map((name) => [name, facts[name] ?? ""])),
      ...Object.fromEntries(cargoAttributes.map((one) => [`cargo.${one}`, String(facts.cargoAttributes.includes(one))])),
      unitValue: unitValue === null ? "" : formatDecimal(unitValue),
      unitValueCurrency: unitValue?.currency ?? shopCurrency,
      unitWeightGrams: unitWeightGrams === null ? "" : String(unitWeightGrams),
    },
    rows: {
      codes: facts.codes.map(({ countryCode, hsCode }) => ({ codeCountry: countryCode, codeNumber: hsCode })),
      documents: facts.documents.map(({ kind, url }) => ({ documentKind: kind, documentUrl: url })),
    },
  };
}
