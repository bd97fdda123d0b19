// What stands on the purchase order that a supplier prints: blocks of labelled facts and one row for each line, in its languages.
import { formatDecimal, timesMoney, type Money } from "../platform/money.ts";
import { catalogues, type Code, type Language } from "../platform/words/words.ts";
import { phoneOf, specOf, wholeAddress } from "./order-sheet.ts";
import type { RequestedLine, SupplierOrderRequest } from "./supplier-order-request.ts";

export type Fact = { readonly label: string; readonly value: string };
export type Block = { readonly title: string; readonly facts: readonly Fact[] };
export type PurchaseOrder = {
  readonly title: string;
  readonly head: Block;
  readonly blocks: readonly Block[];
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Below the lines: sums, where prices may be seen. */
  readonly sums: readonly Fact[];
  readonly unprintable: string;
};

type Look = { readonly languages: readonly Language[]; readonly showsPrices: boolean };
type Label = (code: Extract<Code, `po.${string}`>) => string;

export function toPurchaseOrder(request: SupplierOrderRequest, { languages, showsPrices }: Look): PurchaseOrder {
  const label: Label = (code) => [...new Set(languages.map((language) => catalogues[language][code]))].join(" / ");
  const { identity, money } = request;
  return {
    title: label("po.title"),
    head: block(identity.shopBrand, [
      [label("po.order"), identity.orderName], [label("po.reference"), identity.reference], [label("po.date"), identity.createdAt.slice(0, 10)],
      [label("po.ship_by"), identity.shipBy?.slice(0, 10)], [label("po.test"), identity.isTest ? label("po.yes") : undefined],
      [label("po.repeat"), request.isRepeat ? label("po.yes") : undefined],
    ]),
    blocks: [receiver(request, label), delivery(request, label), sender(request, label), packing(request, label), parcelCustoms(request, label)].filter(({ facts }) => facts.length > 0),
    columns: [label("po.position"), label("po.item"), label("po.goods"), label("po.quantity"), ...(showsPrices ? [label("po.unit_cost"), label("po.sum")] : [])],
    rows: request.lines.map((line, index) => rowOf(line, { index, label, languages, showsPrices })),
    sums: showsPrices ? block("", [
      [label("po.freight"), money.freight ? amount(money.freight) : label("po.tell_us")], [label("po.total"), amount(money.total)], [label("po.terms"), money.terms],
      [label("po.invoice"), money.wantsInvoice ? (money.invoiceTitle ?? label("po.yes")) : undefined],
    ]).facts : [],
    unprintable: label("po.unprintable"),
  };
}

/** Facts that nobody gave are left out. */
function block(title: string, facts: readonly (readonly [string, string | undefined])[]): Block {
  return { title, facts: facts.flatMap(([label, value]) => (value ? [{ label, value }] : [])) };
}

const amount = (money: Money): string => `${formatDecimal(money)} ${money.currency}`;

function rowOf(line: RequestedLine, { index, label, languages, showsPrices }: Look & { index: number; label: Label }): string[] {
  const names = languages.map((language) => (language === "zh-CN" ? (line.nameZh ?? line.titleEn) : line.titleEn));
  const goods = [
    [...new Set(names)].join(" / "), specOf(line), line.sku ? `SKU ${line.sku}` : "", ...line.properties.map(({ name, value }) => `${name}: ${value}`),
    line.packRatio > 1 ? `${label("po.pack_of")} ${line.packRatio}` : "", line.note ?? "", customsOf(line, label),
  ];
  const prices = showsPrices ? [amount(line.unitCost), amount(timesMoney(line.unitCost, line.quantity))] : [];
  return [String(index + 1), line.itemId, goods.filter((text) => text !== "").join("\n"), String(line.quantity), ...prices];
}

function customsOf({ customs }: RequestedLine, label: Label): string {
  if (!customs) return "";
  const { nameZh, nameEn, hsCode, originCountryCode, declaredUnitValue, unitWeightGrams, material, cargoAttributes } = customs;
  const parts = [
    [nameZh, nameEn].filter(Boolean).join(" / "), hsCode ? `HS ${hsCode}` : "", originCountryCode ?? "", declaredUnitValue ? amount(declaredUnitValue) : "",
    unitWeightGrams ? `${unitWeightGrams} g` : "", material ?? "", ...cargoAttributes.map((attribute) => label(`po.cargo.${attribute}`)),
  ].filter((text) => text !== "");
  return parts.length > 0 ? `${label("po.customs")}: ${parts.join(", ")}` : "";
}

function receiver({ receiver: to, identityDocuments }: SupplierOrderRequest, label: Label): Block {
  const latin = to.latin ? Object.values(to.latin).filter(Boolean).join(", ") : undefined;
  return block(label("po.receiver"), [
    [label("po.name"), to.name], [label("po.phone"), phoneOf(to)], [label("po.email"), to.email], [label("po.address"), wholeAddress(to)], [label("po.latin"), latin],
    [label("po.tax_id"), identityDocuments.map(({ kind, value, countryCode }) => `${countryCode} ${kind} ${value}`).join("; ")],
  ]);
}

function delivery({ method }: SupplierOrderRequest, label: Label): Block {
  return block(label("po.delivery"), [
    [label("po.method"), method.supplierChannel ?? method.deliveryTitle], [label("po.not_by"), method.forbiddenCarriers.join(", ")],
    [label("po.signature"), method.wantsSignature ? label("po.yes") : undefined], [label("po.insured"), method.insuredFor && amount(method.insuredFor)],
    [label("po.cod"), method.cashOnDelivery && amount(method.cashOnDelivery)],
  ]);
}

function sender({ sender: from }: SupplierOrderRequest, label: Label): Block {
  if (!from) return block("", []);
  const place = (at: typeof from | NonNullable<typeof from.returnTo>) => [at.name, at.phone, at.address1, at.city, at.province, at.postalCode, at.countryCode].filter(Boolean).join(", ");
  return block(label("po.sender"), [
    [label("po.on_label"), place(from)], [label("po.blind"), from.isBlind ? label("po.blind_text") : undefined],
    [label("po.undeliverable"), label(`po.undeliverable.${from.ifUndeliverable}`)], [label("po.return_to"), from.returnTo && place(from.returnTo)],
  ]);
}

function packing({ packing: how }: SupplierOrderRequest, label: Label): Block {
  return block(label("po.packing"), [
    [label("po.instructions"), [how.instructionsZh, how.instructionsEn].filter(Boolean).join("\n")], [label("po.inserts"), how.inserts],
    [label("po.gift"), how.giftMessage], [label("po.slip"), how.wantsSlip ? (how.slipLanguage ?? label("po.yes")) : undefined],
    [label("po.prices"), how.isWithoutPrices ? label("po.without_prices") : undefined], [label("po.photo"), how.wantsPhoto ? label("po.yes") : undefined],
  ]);
}

function parcelCustoms({ customs: parcel = {} }: SupplierOrderRequest, label: Label): Block {
  return block(label("po.customs"), [
    ["Incoterm", parcel.incoterm], [label("po.duty_by"), parcel.dutyPaidBy], ["IOSS", parcel.iossNumber], ["VAT", parcel.vatNumber], ["EORI", parcel.eoriNumber],
    [label("po.export_reason"), parcel.exportReason], [label("po.declared"), parcel.declaredTotal && amount(parcel.declaredTotal)],
    [label("po.weight"), parcel.weightGrams ? `${parcel.weightGrams} g` : undefined],
  ]);
}
