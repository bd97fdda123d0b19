// A valid order for a supplier, with every field that such an order can carry; override the part you test.
import { randomBytes } from "node:crypto";
import { parseMoney } from "../../../app/platform/money.ts";
import type { RequestedLine, SupplierOrderRequest } from "../../../app/suppliers/supplier-order-request.ts";

const cny = (amount: string) => parseMoney(amount, "CNY");

export function aRequestedLine(over: Partial<RequestedLine> = {}): RequestedLine {
  return {
    lineReference: "1",
    itemId: "mug",
    attributes: [{ name: "颜色", value: "白" }],
    nameZh: "陶瓷杯",
    titleEn: "Ceramic mug",
    sku: "MUG-W",
    imageUrl: "https://example.com/mug.jpg",
    quantity: 3,
    packRatio: 1,
    unitCost: cny("12.50"),
    properties: [{ name: "Engraving", value: "Test" }],
    note: "Wrap twice",
    customs: {
      nameZh: "陶瓷杯",
      nameEn: "Ceramic mug",
      hsCode: "691110",
      originCountryCode: "CN",
      declaredUnitValue: cny("12.50"),
      unitWeightGrams: 350,
      material: "ceramic",
      intendedUse: "drinking",
      productLink: "https://example.com/mug",
      cargoAttributes: ["general"],
    },
    ...over,
  };
}

export function anOrderRequest(over: Partial<SupplierOrderRequest> = {}): SupplierOrderRequest {
  const reference = randomBytes(16).toString("hex");
  return {
    identity: {
      reference,
      revision: 1,
      idempotencyKey: `${reference}.r1`,
      shopBrand: "Test Shop",
      orderName: "#1001",
      createdAt: "2026-11-25T09:30:00+08:00",
      shipBy: "2026-11-28T18:00:00+08:00",
      isTest: false,
    },
    lines: [aRequestedLine()],
    receiver: {
      name: "Test Buyer",
      firstName: "Test",
      lastName: "Buyer",
      line1: "Rua do Teste 1",
      houseNumber: "1",
      district: "Centro",
      city: "São Paulo",
      province: "São Paulo",
      provinceCode: "SP",
      postalCode: "01000-000",
      countryCode: "BR",
      countryName: "Brazil",
      phone: "(11) 5555-0100",
      phoneE164: "+551155550100",
      email: "buyer@example.com",
      latin: { name: "Test Buyer", line1: "Rua do Teste 1", city: "Sao Paulo" },
    },
    identityDocuments: [{ countryCode: "BR", kind: "CPF", value: "123.456.789-09" }],
    sender: { name: "Test Shop", phone: "+1 555 0100", isBlind: true, ifUndeliverable: "return", returnTo: { name: "Test Shop", address1: "1 Test Street", countryCode: "US" } },
    method: { deliveryTitle: "Standard", deliveryCode: "standard", supplierChannel: "POST-1", forbiddenCarriers: ["DHL"], wantsSignature: false, labelBuyer: "supplier" },
    customs: { incoterm: "DDP", dutyPaidBy: "seller", exportReason: "sale", declaredTotal: cny("37.50"), weightGrams: 1100, sizeMm: { length: 200, width: 200, height: 150 } },
    packing: { instructionsEn: "Plain box", instructionsZh: "普通纸箱", wantsSlip: true, slipLanguage: "pt", isWithoutPrices: true, giftMessage: "Feliz!", wantsPhoto: false },
    money: {
      goods: cny("37.50"),
      total: cny("37.50"),
      isTaxIncluded: false,
      exchangeRate: { rate: "7.1234", on: "2026-11-24" },
      paymentState: "required",
      wantsInvoice: false,
    },
    ...over,
  };
}
