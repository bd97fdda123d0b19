// Which identities does customs or the tax office ask of the buyer, as Shopify keeps them with the order?

import { connect, connectionModels, type ConnectionArgs } from "../graphql/connections.ts";
import { own, type Models } from "../graphql/models.ts";
import type { StoredLocalizedField } from "../order-extras.ts";
import type { StoredOrder } from "../order-state.ts";

type FieldArgs = ConnectionArgs & { countryCodes?: string[] | null; purposes?: string[] | null };

/** Shopify's titles as its checkout shows them, where known. */
const titles: Record<string, string> = {
  TAX_CREDENTIAL_BR: "CPF/CNPJ", SHIPPING_CREDENTIAL_BR: "CPF/CNPJ", SHIPPING_CREDENTIAL_KR: "Personal customs code",
  SHIPPING_CREDENTIAL_CN: "Resident Identity Card number", TAX_CREDENTIAL_IT: "Codice fiscale", TAX_EMAIL_IT: "PEC",
};

function described(field: StoredLocalizedField) {
  const purpose = field.key.startsWith("TAX_") ? "TAX" : "SHIPPING";
  return {
    id: field.key, key: field.key, value: field.value, purpose, countryCode: field.key.slice(-2),
    title: titles[field.key] ?? (purpose === "TAX" ? "Tax credential" : "Shipping credential"),
  };
}

function list({ localizedFields = [] }: StoredOrder, args: FieldArgs) {
  const listed = localizedFields.map(described).filter((field) =>
    (args.countryCodes == null || args.countryCodes.includes(field.countryCode)) && (args.purposes == null || args.purposes.includes(field.purpose)));
  return connect(listed, args);
}

/** Written fields are added to those there are; the same key replaces, as recorded. */
export function writeLocalizedFields(order: StoredOrder, written: readonly StoredLocalizedField[]): void {
  const fields = new Map((order.localizedFields ?? []).map((field) => [field.key, field.value]));
  for (const { key, value } of written) fields.set(key, value);
  order.localizedFields = [...fields].map(([key, value]) => ({ key, value }));
}

const fields = own<ReturnType<typeof described>>("key", "value", "purpose", "countryCode", "title");

export const localizedFieldModels: Models = {
  Order: { localizedFields: list, localizationExtensions: list },
  LocalizedField: fields,
  LocalizationExtension: fields,
  ...connectionModels("LocalizedField", "LocalizationExtension"),
};
