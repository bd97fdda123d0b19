// Can a supplier order hold everything that suppliers, carriers and customs ask for?
// The twelve groups of docs/supplier-order-fields.md, each fact with the columns that hold it.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withClient } from "../../scripts/database-roles.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";

/** Columns marked with ! are required in every row: no supplier order exists without them. */
const groups: Record<string, Record<string, string>> = {
  "1 identity": {
    "our reference": "SupplierOrder.reference!",
    revision: "SupplierOrder.revision!",
    "idempotency key": "SupplierOrder.idempotencyKey!",
    "brand of the shop": "SupplierOrder.shopBrand!",
    "name of the buyer's order": "SupplierOrder.orderName!",
    "created at, with its zone": "SupplierOrder.createdAt! SupplierOrder.createdTimeZone!",
    "to be shipped by": "SupplierOrder.shipBy",
    "test order": "SupplierOrder.isTest!",
  },
  "2 lines": {
    "our line reference": "SupplierOrderLine.lineReference!",
    "the supplier's item": "SupplierOrderLine.itemId! SupplierOrderLine.specId",
    "further parts of the item": "SupplierOrderLineAttribute.name! SupplierOrderLineAttribute.value!",
    "Chinese name": "SupplierOrderLine.nameZh",
    "English title": "SupplierOrderLine.titleEn!",
    image: "SupplierOrderLine.imageUrl",
    quantity: "SupplierOrderLine.quantity!",
    "pack ratio and packs": "SupplierOrderLine.packRatio! SupplierOrderLine.packs!",
    "buyer's wishes": "SupplierOrderLineProperty.name! SupplierOrderLineProperty.value!",
    note: "SupplierOrderLine.note",
  },
  "3 receiver in China": {
    name: "SupplierOrderReceiver.name!",
    "mobile or landline": "SupplierOrderReceiver.phone",
    "province, city, district": "SupplierOrderReceiver.province SupplierOrderReceiver.city SupplierOrderReceiver.district",
    "street or town": "SupplierOrderReceiver.street",
    detail: "SupplierOrderReceiver.line1!",
    "postal code": "SupplierOrderReceiver.postalCode",
    company: "SupplierOrderReceiver.company",
    "one line": "SupplierOrderReceiver.oneLine",
  },
  "4 receiver abroad": {
    "first and last name": "SupplierOrderReceiver.firstName SupplierOrderReceiver.lastName",
    company: "SupplierOrderReceiver.company",
    lines: "SupplierOrderReceiver.line1! SupplierOrderReceiver.line2",
    "house number": "SupplierOrderReceiver.houseNumber",
    district: "SupplierOrderReceiver.district",
    city: "SupplierOrderReceiver.city",
    "province, name and code": "SupplierOrderReceiver.province SupplierOrderReceiver.provinceCode",
    "postal code": "SupplierOrderReceiver.postalCode",
    "country, code and name": "SupplierOrderReceiver.countryCode! SupplierOrderReceiver.countryName",
    "phone, as written and international": "SupplierOrderReceiver.phone SupplierOrderReceiver.phoneE164",
    "e-mail": "SupplierOrderReceiver.email",
    "the same in Latin letters":
      "SupplierOrderReceiver.latinName SupplierOrderReceiver.latinLine1 SupplierOrderReceiver.latinLine2 SupplierOrderReceiver.latinCity SupplierOrderReceiver.latinProvince",
  },
  "5 identity for customs": {
    "value, sealed": "SupplierOrderIdentity.valueSealed! BuyerIdentity.valueSealed!",
    kind: "SupplierOrderIdentity.kind! BuyerIdentity.kind!",
    country: "SupplierOrderIdentity.countryCode! BuyerIdentity.countryCode!",
    "where it came from": "BuyerIdentity.source!",
    "when it was erased": "SupplierOrderIdentity.redactedAt BuyerIdentity.redactedAt",
  },
  "6 sender": {
    "name or brand": "SupplierOrderSender.name!",
    phone: "SupplierOrderSender.phone",
    address:
      "SupplierOrderSender.address1 SupplierOrderSender.city SupplierOrderSender.province SupplierOrderSender.postalCode SupplierOrderSender.countryCode",
    blind: "SupplierOrderSender.isBlind!",
    "return address":
      "SupplierOrderSender.returnName SupplierOrderSender.returnPhone SupplierOrderSender.returnAddress1 SupplierOrderSender.returnCity SupplierOrderSender.returnProvince SupplierOrderSender.returnPostalCode SupplierOrderSender.returnCountryCode",
    "if undeliverable": "SupplierOrderSender.ifUndeliverable!",
  },
  "7 method": {
    "what the buyer paid for": "Order.deliveryMethodType Order.deliveryTitle Order.deliveryCode SupplierOrder.deliveryTitle SupplierOrder.deliveryCode",
    "the supplier's channel": "SupplierChannel.deliveryTitle! SupplierChannel.channel! SupplierOrder.supplierChannel",
    "carriers not to use": "SupplierForbiddenCarrier.carrier! SupplierOrder.forbiddenCarriers",
    signature: "SupplierOrder.wantsSignature!",
    insurance: "SupplierOrder.insuredMinor SupplierOrder.insuredCurrency",
    "cash on delivery": "SupplierOrder.cashOnDeliveryMinor SupplierOrder.cashOnDeliveryCurrency",
    "ships from": "SupplierOrder.shipsFromCountryCode",
    "who buys the label": "SupplierOrder.labelBuyer!",
  },
  "8 customs per line": {
    "Chinese name": "SupplierOrderLine.customsNameZh CustomsProfile.nameZh",
    "English name": "SupplierOrderLine.customsNameEn CustomsProfile.nameEn",
    "tariff number": "SupplierOrderLine.hsCode CustomsProfile.hsCode CustomsCode.hsCode! CustomsCode.countryCode!",
    origin: "SupplierOrderLine.originCountryCode CustomsProfile.originCountryCode",
    quantity: "SupplierOrderLine.quantity!",
    "unit value": "SupplierOrderLine.declaredUnitMinor SupplierOrderLine.declaredCurrency CustomsProfile.unitValueMinor CustomsProfile.unitValueCurrency",
    "unit net weight": "SupplierOrderLine.unitWeightGrams CustomsProfile.unitWeightGrams",
    material: "SupplierOrderLine.material CustomsProfile.material",
    use: "SupplierOrderLine.intendedUse CustomsProfile.intendedUse",
    "cargo attributes": "SupplierOrderLine.cargoAttributes CustomsProfile.cargoAttributes",
    documents: "SupplierOrderLine.customsDocumentUrl CustomsDocument.kind! CustomsDocument.url!",
    "product link": "SupplierOrderLine.productLink CustomsProfile.productLink",
  },
  "9 customs per parcel": {
    incoterm: "SupplierOrder.incoterm",
    "who pays duty": "SupplierOrder.dutyPaidBy Order.dutiesIncluded",
    "IOSS, VAT, EORI": "SupplierOrder.iossNumber SupplierOrder.vatNumber SupplierOrder.eoriNumber",
    "this supplier may have the IOSS": "Supplier.mayHaveIoss!",
    "reason for export": "SupplierOrder.exportReason",
    "declared total": "SupplierOrder.declaredMinor SupplierOrder.declaredCurrency",
    weight: "SupplierOrder.weightGrams",
    size: "SupplierOrder.lengthMm SupplierOrder.widthMm SupplierOrder.heightMm",
  },
  "10 packing": {
    "instructions in both languages": "SupplierOrder.packingInstructionsEn SupplierOrder.packingInstructionsZh",
    inserts: "SupplierOrder.inserts",
    "packing slip and its language": "SupplierOrder.packingSlipWanted! SupplierOrder.packingSlipLanguage",
    "no prices in the parcel": "SupplierOrder.noPricesInParcel!",
    "gift message": "SupplierOrder.giftMessage",
    "our label file": "SupplierOrder.labelFileUrl",
    "photo before hand-over": "SupplierOrder.photoWanted!",
  },
  "11 money": {
    "unit cost": "SupplierOrderLine.unitCostMinor! SupplierOrderLine.currency!",
    "tax included": "SupplierOrder.taxIncluded!",
    "freight, or to be told": "SupplierOrder.freightMinor SupplierOrder.freightToBeTold!",
    "fees and discount": "SupplierOrder.feesMinor SupplierOrder.discountMinor",
    "goods and total": "SupplierOrder.goodsMinor! SupplierOrder.totalMinor! SupplierOrder.currency!",
    "exchange rate and its day": "SupplierOrder.exchangeRate SupplierOrder.exchangeRateOn",
    terms: "SupplierOrder.paymentTerms",
    "payment state": "SupplierOrder.paymentState!",
    "method and due day": "SupplierOrder.paymentMethod SupplierOrder.paymentDueOn",
    invoice: "SupplierOrder.invoiceWanted! SupplierOrder.invoiceTitle",
  },
  "12 back from the supplier": {
    "its order number": "SupplierOrder.supplierReference",
    "answer per line, reason and date": "SupplierOrderLine.answer SupplierOrderLine.answerCode SupplierOrderLine.answerParams SupplierOrderLine.expectedOn",
    "changed cost": "SupplierOrderLine.changedUnitCostMinor SupplierOrder.acknowledgedCostMinor SupplierOrder.acknowledgedCostCurrency",
    paid: "SupplierOrder.paidAt",
    "carrier and number of a parcel": "Parcel.company! Parcel.carrier Parcel.trackingNumber!",
    "what lies in a parcel": "ParcelLine.supplierOrderLineId! ParcelLine.quantity!",
    "weight of a parcel": "Parcel.weightGrams",
    "shipped at": "Shipment.shippedAt!",
    "first leg and last mile apart": "Parcel.firstLegNumber Parcel.lastMileNumber Parcel.lastMileCarrier",
    photo: "Parcel.photoUrl SupplierOrder.photoUrl",
  },
};

const facts = Object.entries(groups).flatMap(([group, ofGroup]) =>
  Object.entries(ofGroup).map(([fact, columns]) => ({ group, fact, columns: columns.split(" ") })),
);
const namesIn = (columns: readonly string[]) => columns.map((column) => column.replace("!", ""));

let test: TestDatabase;
/** Each column of the database, and whether every row has it. */
let columns: Map<string, boolean>;

beforeAll(async () => {
  test = await createTestDatabase();
  const { rows } = await withClient(test.adminUrl, (client) =>
    client.query<{ name: string; required: boolean }>(
      "select table_name || '.' || column_name as name, is_nullable = 'NO' as required from information_schema.columns where table_schema = 'public'",
    ),
  );
  columns = new Map(rows.map((row) => [row.name, row.required]));
});
afterAll(() => test.close());

describe("a supplier order", () => {
  it("has all twelve groups of facts", () => {
    expect(Object.keys(groups).map((group) => Number.parseInt(group, 10))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });

  it.each(facts)("keeps, under $group: $fact", ({ columns: wanted }) => {
    for (const column of wanted) {
      const required = columns.get(column.replace("!", ""));
      expect(required, `${column} is missing`).toBeDefined();
      if (column.endsWith("!")) expect(required, `${column} may be empty`).toBe(true);
    }
  });

  it("is described for people in the same words as it is kept", () => {
    const text = readFileSync(resolve(import.meta.dirname, "../../docs/supplier-order-fields.md"), "utf8");
    const written = new Set([...text.matchAll(/`([A-Z]\w+\.\w+)`/g)].map((match) => match[1]));
    expect([...written].toSorted()).toEqual([...new Set(facts.flatMap((fact) => namesIn(fact.columns)))].toSorted());
  });
});
