// Which number of the buyer do a country's customs ask for, and can what was typed be one?
// Check digits are reckoned where the country publishes how; elsewhere the form decides.

export type NumberKind = "cpf" | "cnpj" | "pccc" | "tckn" | "ezway_id" | "rfc" | "curp" | "rut" | "co_id" | "nik" | "pan" | "resident_id";

type Rule = {
  /** In the order in which they are tried; the first is what a person is asked for. */
  readonly kinds: readonly NumberKind[];
  /** Shopify's LocalizedFieldKey (2026-10); null: Shopify has no place for it, so it stays with us. */
  readonly localizedKey: string | null;
};

const rules: Readonly<Record<string, Rule>> = {
  BR: { kinds: ["cpf", "cnpj"], localizedKey: "SHIPPING_CREDENTIAL_BR" },
  KR: { kinds: ["pccc"], localizedKey: "SHIPPING_CREDENTIAL_KR" },
  TR: { kinds: ["tckn"], localizedKey: "SHIPPING_CREDENTIAL_TR" },
  TW: { kinds: ["ezway_id"], localizedKey: "SHIPPING_CREDENTIAL_TW" },
  MX: { kinds: ["rfc", "curp"], localizedKey: "SHIPPING_CREDENTIAL_MX" },
  CL: { kinds: ["rut"], localizedKey: "SHIPPING_CREDENTIAL_CL" },
  CO: { kinds: ["co_id"], localizedKey: "SHIPPING_CREDENTIAL_CO" },
  ID: { kinds: ["nik"], localizedKey: "SHIPPING_CREDENTIAL_ID" },
  CN: { kinds: ["resident_id"], localizedKey: "SHIPPING_CREDENTIAL_CN" },
  IN: { kinds: ["pan"], localizedKey: null },
};

/** Null: its customs ask nothing of the buyer. */
export const askedKindOf = (countryCode: string | null): NumberKind | null => rules[countryCode ?? ""]?.kinds[0] ?? null;
export const localizedKeyOf = (countryCode: string): string | null => rules[countryCode]?.localizedKey ?? null;

const digitsOf = (text: string): number[] => [...text].map(Number);
const isUniform = (text: string): boolean => new Set(text).size === 1;
const weigh = (digits: readonly number[], weights: readonly number[]): number => weights.reduce((sum, weight, index) => sum + weight * (digits[index] ?? 0), 0);

/** Receita Federal: the remainder of eleven, where ten and eleven are nought. */
const brazilian = (digits: readonly number[], weights: readonly number[]): number => {
  const rest = weigh(digits, weights) % 11;
  return rest < 2 ? 0 : 11 - rest;
};

const down = (from: number, to: number): number[] => Array.from({ length: from - to + 1 }, (_, index) => from - index);

function isCpf(text: string): boolean {
  if (!/^\d{11}$/.test(text) || isUniform(text)) return false;
  const digits = digitsOf(text);
  return brazilian(digits, down(10, 2)) === digits[9] && brazilian(digits, down(11, 2)) === digits[10];
}

function isCnpj(text: string): boolean {
  if (!/^\d{14}$/.test(text) || isUniform(text)) return false;
  const digits = digitsOf(text);
  const weights = [...down(5, 2), ...down(9, 2)];
  return brazilian(digits, weights) === digits[12] && brazilian(digits, [6, ...weights]) === digits[13];
}

/** Nüfus ve Vatandaşlık İşleri: the tenth from odd and even places, the eleventh from all before it. */
function isTurkish(text: string): boolean {
  if (!/^[1-9]\d{10}$/.test(text)) return false;
  const digits = digitsOf(text);
  const tenth = (((weigh(digits, [7, 0, 7, 0, 7, 0, 7, 0, 7]) - weigh(digits, [0, 1, 0, 1, 0, 1, 0, 1])) % 10) + 10) % 10;
  return tenth === digits[9] && digits.slice(0, 10).reduce((sum, digit) => sum + digit, 0) % 10 === digits[10];
}

/** Servicio de Impuestos Internos: weights two to seven from the right, K for ten. */
function isRut(text: string): boolean {
  if (!/^\d{7,8}[\dK]$/.test(text)) return false;
  const sum = digitsOf(text.slice(0, -1)).toReversed().reduce((total, digit, index) => total + digit * (2 + (index % 6)), 0);
  const rest = 11 - (sum % 11);
  return text.at(-1) === (rest === 11 ? "0" : rest === 10 ? "K" : String(rest));
}

/** GB 11643: the eighteenth place from the seventeen before it. */
function isResidentId(text: string): boolean {
  if (!/^\d{17}[\dX]$/.test(text)) return false;
  return "10X98765432"[weigh(digitsOf(text.slice(0, 17)), [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]) % 11] === text.at(-1);
}

const checks: Readonly<Record<NumberKind, (text: string) => boolean>> = {
  cpf: isCpf,
  cnpj: isCnpj,
  pccc: (text) => /^P\d{12}$/.test(text),
  tckn: isTurkish,
  ezway_id: (text) => /^[A-Z][A-D1289]\d{8}$/.test(text),
  rfc: (text) => /^[A-ZÑ&]{3,4}\d{6}[A-Z\d]{3}$/.test(text),
  curp: (text) => /^[A-Z]{4}\d{6}[HMX][A-Z]{5}[A-Z\d]\d$/.test(text),
  rut: isRut,
  co_id: (text) => /^\d{6,10}$/.test(text),
  nik: (text) => /^\d{16}$/.test(text),
  pan: (text) => /^[A-Z]{5}\d{4}[A-Z]$/.test(text),
  resident_id: isResidentId,
};

/** As it is kept: without dots, dashes, slashes and blanks, in capitals. Undefined: it cannot be such a number. */
export function readCustomsNumber(countryCode: string, typed: string): { readonly kind: NumberKind; readonly value: string } | undefined {
  const value = typed.normalize("NFKC").replaceAll(/[\s./-]/gu, "").toUpperCase();
  const kind = rules[countryCode]?.kinds.find((one) => checks[one](value));
  return kind && { kind, value };
}
