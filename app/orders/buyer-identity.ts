// Did the buyer give the number that customs of his country ask for?
// Brazil, Korea and others come as localized fields of the order; shops for other countries collect them as attributes.
import type { BuyerIdentity, NamedValue } from "./order.ts";

/** As in Shopify's LocalizedField: https://shopify.dev/docs/api/admin-graphql/latest/objects/LocalizedField */
export type LocalizedField = { readonly key: string; readonly countryCode: string; readonly value: string };

type Recognizer = { readonly countryCode: string; readonly kind: string; readonly names: RegExp; readonly values: RegExp };

/** The value must fit too: an attribute called "ID" may hold anything. */
const recognizers: readonly Recognizer[] = [
  { countryCode: "BR", kind: "cpf", names: /^cpf(?:cnpj)?$/, values: /^\d{11}$/ },
  { countryCode: "BR", kind: "cnpj", names: /^(?:cpf)?cnpj$/, values: /^\d{14}$/ },
  { countryCode: "KR", kind: "pccc", names: /^(?:pccc|personalcustomsclearancecode|personalcustomscode|개인통관고유부호)$/, values: /^[pP]\d{12}$/ },
  { countryCode: "TR", kind: "tckn", names: /^(?:tckn|tcno|tckimlik|tckimlikno|tckimliknumarası|tckimliknumarasi)$/, values: /^\d{11}$/ },
  { countryCode: "CL", kind: "rut", names: /^rut$/, values: /^\d{7,8}[\dkK]$/ },
  { countryCode: "MX", kind: "rfc", names: /^rfc$/, values: /^[A-ZÑ&a-zñ]{3,4}\d{6}[A-Za-z\d]{3}$/ },
  { countryCode: "MX", kind: "curp", names: /^curp$/, values: /^[A-Za-z\d]{18}$/ },
  { countryCode: "ID", kind: "nik", names: /^(?:nik|ktp|noktp)$/, values: /^\d{16}$/ },
  { countryCode: "IN", kind: "pan", names: /^(?:pan|panno|pannumber|pancard)$/, values: /^[A-Za-z]{5}\d{4}[A-Za-z]$/ },
  { countryCode: "TW", kind: "ezway_id", names: /^(?:身分證字號|身份證字號|統一證號|taiwanid)$/, values: /^[A-Za-z][A-Za-z\d]\d{8}$/ },
  { countryCode: "CN", kind: "resident_id", names: /^(?:身份证|身份证号|身份证号码|chinaid)$/, values: /^\d{17}[\dXx]$/ },
];

/** What a country's customs call the credential that checkout collects for shipping. */
const shippingKinds: Readonly<Record<string, string>> = { BR: "cpf", KR: "pccc", TR: "tckn", CL: "rut", MX: "rfc", ID: "nik", TW: "ezway_id", CN: "resident_id" };

/** One for each kind; a localized field, which checkout has checked, wins over an attribute of the same kind. */
export function findIdentities(attributes: readonly NamedValue[], localizedFields: readonly LocalizedField[]): BuyerIdentity[] {
  const found = [...localizedFields.toSorted(shippingFirst).flatMap(fromLocalizedField), ...attributes.flatMap(fromAttribute)];
  return found.filter((identity, index) => found.findIndex((other) => other.kind === identity.kind) === index);
}

const isShipping = ({ key }: LocalizedField): boolean => key.startsWith("SHIPPING_CREDENTIAL_");
const shippingFirst = (left: LocalizedField, right: LocalizedField): number => Number(isShipping(right)) - Number(isShipping(left));

function fromLocalizedField({ key, countryCode, value }: LocalizedField): BuyerIdentity[] {
  const text = value.trim();
  // …_TYPE_CO, …_USE_MX and TAX_EMAIL_IT describe a number; they are none.
  if (text === "" || !/^(?:SHIPPING|TAX)_CREDENTIAL_[A-Z]{2}$/.test(key)) return [];
  const fitting = recognizers.find((one) => one.countryCode === countryCode && one.values.test(bare(text)));
  const kind = fitting?.kind ?? shippingKinds[countryCode] ?? key.toLowerCase();
  return [{ countryCode, kind, value: text, source: `localized_field.${key}` }];
}

function fromAttribute({ name, value }: NamedValue): BuyerIdentity[] {
  const folded = name.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  const recognizer = recognizers.find((one) => one.names.test(folded) && one.values.test(bare(value)));
  return recognizer ? [{ countryCode: recognizer.countryCode, kind: recognizer.kind, value: value.trim(), source: `attribute.${name}` }] : [];
}

/** Numbers are written with dots, dashes, slashes and blanks; the digits decide. */
const bare = (value: string): string => value.normalize("NFKC").replace(/[\s./-]/gu, "");
