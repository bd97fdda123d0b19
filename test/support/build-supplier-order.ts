// A supplier order as it stands just before it is sent, valid by default.
import type { ReceiverForSending, SupplierOrderForSending } from "../../app/supplier-orders/order-for-sending.ts";
import { usd } from "./build.ts";

export function aReceiver(given: Partial<ReceiverForSending> = {}): ReceiverForSending {
  return {
    name: "Test Buyer", firstName: "Test", lastName: "Buyer", company: null, line1: "1 Sample Street", line2: null, houseNumber: null, street: null,
    district: null, city: "Louisville", province: "Kentucky", provinceCode: "KY", postalCode: "40202", countryCode: "US", countryName: "United States",
    phone: "502 574 3321", phoneE164: "+15025743321", email: "buyer@example.com", latinName: null, latinLine1: null, latinLine2: null, latinCity: null,
    latinProvince: null, oneLine: null, ...given,
  };
}

export function aSupplierOrderForSending(given: Partial<SupplierOrderForSending> = {}): SupplierOrderForSending {
  const reference = "f".repeat(32);
  return {
    reference, revision: 1, idempotencyKey: `${reference}.r1`, shopBrand: "Sample Shop", orderName: "#1001", createdAt: new Date("2026-11-02T08:00:00Z"),
    createdTimeZone: "Asia/Shanghai", shipBy: null, isTest: false, receiver: aReceiver(), identityDocuments: [],
    lines: [{
      lineReference: "1", itemId: "LF-77", specId: null, attributes: [], nameZh: "台灯", titleEn: "Lamp - Blue", sku: "LAMP-BLUE", imageUrl: null, packs: 2,
      packRatio: 1, unitCost: usd(800), properties: [], note: null, customsNameZh: null, customsNameEn: null, hsCode: null, originCountryCode: null,
      declaredUnitValue: null, unitWeightGrams: null, material: null, intendedUse: null, cargoAttributes: [], customsDocumentUrl: null, productLink: null,
    }],
    sender: {
      name: "Sample Shop", phone: null, address1: null, city: null, province: null, postalCode: null, countryCode: null, isBlind: true,
      ifUndeliverable: "RETURN", returnName: null, returnPhone: null, returnAddress1: null, returnCity: null, returnProvince: null,
      returnPostalCode: null, returnCountryCode: null,
    },
    method: {
      deliveryTitle: "Standard", deliveryCode: "standard", supplierChannel: null, forbiddenCarriers: [], wantsSignature: false, insuredFor: null,
      cashOnDelivery: null, shipsFromCountryCode: null, labelBuyer: "SUPPLIER",
    },
    customs: {
      incoterm: null, dutyPaidBy: null, iossNumber: null, vatNumber: null, eoriNumber: null, exportReason: null, declaredTotal: null, weightGrams: null,
      lengthMm: null, widthMm: null, heightMm: null,
    },
    packing: {
      packingInstructionsEn: null, packingInstructionsZh: null, inserts: null, packingSlipWanted: false, packingSlipLanguage: null, noPricesInParcel: true,
      giftMessage: null, labelFileUrl: null, photoWanted: false,
    },
    money: {
      goods: usd(1600), total: usd(1600), taxIncluded: false, freight: null, fees: null, discount: null, exchangeRate: null, paymentTerms: null,
      paymentState: "REQUIRED", paymentMethod: null, paymentDueOn: null, invoiceWanted: false, invoiceTitle: null,
    },
    privacy: { hidesEmail: true, hidesPhone: false, hidesPrices: true, mayHaveIoss: false },
    ...given,
  };
}
