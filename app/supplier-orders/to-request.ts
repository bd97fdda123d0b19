// What exactly is this supplier told? Only what it may see: the switches of its page are applied here, once for all connectors.
import type * as asked from "../suppliers/supplier-order-request.ts";
import { toLabelSender, toReceiver } from "./to-parties.ts";
import type * as saved from "./order-for-sending.ts";

export type { SupplierOrderForSending } from "./order-for-sending.ts";

export function toRequest(order: saved.SupplierOrderForSending): asked.SupplierOrderRequest {
  return {
    identity: toIdentity(order),
    lines: order.lines.map(toLine),
    receiver: toReceiver(order.receiver, order.privacy),
    identityDocuments: order.identityDocuments,
    sender: order.sender ? toLabelSender(order.sender) : undefined,
    method: toMethod(order.method),
    customs: toParcelCustoms(order.customs, order.privacy.mayHaveIoss),
    packing: toPacking(order.packing, order.privacy.hidesPrices),
    money: toMoney(order.money),
  };
}

/** The saved null is the request's absent field. */
const given = <T>(value: T | null): T | undefined => value ?? undefined;

function toIdentity(order: saved.SupplierOrderForSending): asked.OrderIdentity {
  const { reference, revision, idempotencyKey, shopBrand, orderName, isTest } = order;
  const at = (instant: Date) => withOffset(instant, order.createdTimeZone);
  return { reference, revision, idempotencyKey, shopBrand, orderName, isTest, createdAt: at(order.createdAt), shipBy: order.shipBy ? at(order.shipBy) : undefined };
}

/** ISO 8601 as a clock on the wall of that zone shows it: "2026-11-25T09:30:00+08:00". */
export function withOffset(instant: Date, timeZone: string): string {
  const format = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" });
  const name = format.formatToParts(instant).find((part) => part.type === "timeZoneName")?.value ?? "GMT";
  const [, sign = "+", hours = "00", minutes = "00"] = /GMT([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
  const offsetMs = (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
  return `${new Date(instant.getTime() + offsetMs).toISOString().slice(0, 19)}${sign}${hours}:${minutes}`;
}

function toLine(line: saved.LineForSending): asked.RequestedLine {
  return {
    lineReference: line.lineReference,
    itemId: line.itemId,
    specId: given(line.specId),
    attributes: line.attributes,
    nameZh: given(line.nameZh),
    titleEn: line.titleEn,
    sku: given(line.sku),
    imageUrl: given(line.imageUrl),
    quantity: line.packs,
    packRatio: line.packRatio,
    unitCost: line.unitCost,
    properties: line.properties,
    note: given(line.note),
    customs: toLineCustoms(line),
  };
}

function toLineCustoms(line: saved.LineForSending): asked.LineCustoms | undefined {
  const customs = {
    nameZh: given(line.customsNameZh),
    nameEn: given(line.customsNameEn),
    hsCode: given(line.hsCode),
    originCountryCode: given(line.originCountryCode),
    declaredUnitValue: given(line.declaredUnitValue),
    unitWeightGrams: given(line.unitWeightGrams),
    material: given(line.material),
    intendedUse: given(line.intendedUse),
    documentUrl: given(line.customsDocumentUrl),
    productLink: given(line.productLink),
  };
  const cargoAttributes = line.cargoAttributes.map((attribute) => attribute.toLowerCase() as asked.CargoAttribute);
  return isAllAbsent(customs) && cargoAttributes.length === 0 ? undefined : { ...customs, cargoAttributes };
}

function toMethod(method: saved.MethodForSending): asked.DeliveryMethod {
  return {
    deliveryTitle: given(method.deliveryTitle),
    deliveryCode: given(method.deliveryCode),
    supplierChannel: given(method.supplierChannel),
    forbiddenCarriers: method.forbiddenCarriers,
    wantsSignature: method.wantsSignature,
    insuredFor: given(method.insuredFor),
    cashOnDelivery: given(method.cashOnDelivery),
    shipsFromCountryCode: given(method.shipsFromCountryCode),
    labelBuyer: method.labelBuyer === "MERCHANT" ? "merchant" : "supplier",
  };
}

/** The IOSS number clears parcels on the shop's account: whoever has it can declare anything under it. */
function toParcelCustoms(parcel: saved.ParcelCustomsForSending, mayHaveIoss: boolean): asked.ParcelCustoms | undefined {
  const { lengthMm: length, widthMm: width, heightMm: height } = parcel;
  const customs = {
    incoterm: given(parcel.incoterm),
    dutyPaidBy: given(parcel.dutyPaidBy),
    iossNumber: mayHaveIoss ? given(parcel.iossNumber) : undefined,
    vatNumber: mayHaveIoss ? given(parcel.vatNumber) : undefined,
    eoriNumber: mayHaveIoss ? given(parcel.eoriNumber) : undefined,
    exportReason: given(parcel.exportReason),
    declaredTotal: given(parcel.declaredTotal),
    weightGrams: given(parcel.weightGrams),
    sizeMm: length !== null && width !== null && height !== null ? { length, width, height } : undefined,
  };
  return isAllAbsent(customs) ? undefined : customs;
}

const isAllAbsent = (fields: object): boolean => Object.values(fields).every((value) => value === undefined);

function toPacking(packing: saved.PackingForSending, hidesPrices: boolean): asked.Packing {
  return {
    instructionsEn: given(packing.packingInstructionsEn),
    instructionsZh: given(packing.packingInstructionsZh),
    inserts: given(packing.inserts),
    wantsSlip: packing.packingSlipWanted,
    slipLanguage: given(packing.packingSlipLanguage),
    isWithoutPrices: packing.noPricesInParcel || hidesPrices,
    giftMessage: given(packing.giftMessage),
    labelFileUrl: given(packing.labelFileUrl),
    wantsPhoto: packing.photoWanted,
  };
}

const paymentStates = { NOT_REQUIRED: "not_required", REQUIRED: "required", DUE: "due", PAID: "paid", FAILED: "failed" } as const;

function toMoney(money: saved.MoneyForSending): asked.OrderMoney {
  return {
    goods: money.goods,
    total: money.total,
    isTaxIncluded: money.taxIncluded,
    freight: given(money.freight),
    fees: given(money.fees),
    discount: given(money.discount),
    exchangeRate: given(money.exchangeRate),
    terms: given(money.paymentTerms),
    paymentState: paymentStates[money.paymentState],
    paymentMethod: given(money.paymentMethod),
    paymentDueOn: given(money.paymentDueOn),
    wantsInvoice: money.invoiceWanted,
    invoiceTitle: given(money.invoiceTitle),
  };
}
