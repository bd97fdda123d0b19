// What does a supplier's server receive as an order? Its maxima are the limits that are checked before sending.
// Optional fields are left out when there is nothing to say; null is never sent.
import { z } from "zod";
import { CARGO_ATTRIBUTES } from "../../supplier-order-request.ts";
import { instant, money, text } from "./wire.ts";

const filled = (max: number) => text(max).min(1);
const maybe = (max: number) => text(max).optional();
const country = z
  .string()
  .regex(/^[A-Z]{2}$/)
  .describe("ISO 3166-1 alpha-2.");
const url = z.url().max(2000).optional();
const named = z.array(z.strictObject({ name: filled(200), value: text(2000) })).max(100);
const count = z.int().min(1).max(1_000_000);
const millimetres = z.int().min(1).max(100_000);

const identity = z.strictObject({
  reference: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .describe("Unique over all shops; the supplier keeps it."),
  revision: z.int().min(1),
  idempotencyKey: filled(64),
  shopBrand: filled(100),
  orderName: filled(100).describe("The buyer's order name, such as #1001; not unique."),
  createdAt: instant,
  shipBy: instant.optional(),
  isTest: z.boolean().describe("true: answer as usual, ship nothing."),
});

const lineCustoms = z.strictObject({
  nameZh: maybe(200),
  nameEn: maybe(200),
  hsCode: z
    .string()
    .regex(/^\d{6,13}$/)
    .optional(),
  originCountryCode: country.optional(),
  declaredUnitValue: money.optional().describe("Per unit of the shop."),
  unitWeightGrams: z.int().min(1).max(10_000_000).optional(),
  material: maybe(200),
  intendedUse: maybe(200),
  documentUrl: url,
  productLink: url,
  cargoAttributes: z.array(z.enum(CARGO_ATTRIBUTES)).max(CARGO_ATTRIBUTES.length),
});

const line = z.strictObject({
  lineReference: filled(100),
  itemId: filled(200),
  specId: maybe(200),
  attributes: named,
  nameZh: maybe(200),
  titleEn: filled(500),
  sku: maybe(200),
  imageUrl: url,
  quantity: count.describe("Packs of the supplier."),
  packRatio: count.describe("The shop's units in one pack."),
  unitCost: money.describe("Per pack."),
  properties: named.describe("What the buyer chose: engraving, upload links."),
  note: maybe(500),
  customs: lineCustoms.optional(),
});

export const receiver = z.strictObject({
  name: filled(100),
  firstName: maybe(100),
  lastName: maybe(100),
  company: maybe(100),
  line1: filled(200),
  line2: maybe(200),
  houseNumber: maybe(50),
  street: maybe(200),
  district: maybe(100),
  city: maybe(100),
  province: maybe(100),
  provinceCode: maybe(20),
  postalCode: maybe(20),
  countryCode: country,
  countryName: maybe(100),
  phone: maybe(50),
  phoneE164: z
    .string()
    .regex(/^\+\d{4,15}$/)
    .optional(),
  email: maybe(254),
  oneLine: maybe(500),
  latin: z.strictObject({ name: maybe(100), line1: maybe(200), line2: maybe(200), city: maybe(100), province: maybe(100) }).optional(),
});

const postalAddress = z.strictObject({
  name: filled(100),
  phone: maybe(50),
  address1: maybe(200),
  city: maybe(100),
  province: maybe(100),
  postalCode: maybe(20),
  countryCode: country.optional(),
});

const sender = postalAddress.extend({
  isBlind: z.boolean().describe("true: nothing on or in the parcel names the supplier."),
  ifUndeliverable: z.enum(["return", "destroy", "abandon"]),
  returnTo: postalAddress.optional(),
});

const method = z.strictObject({
  deliveryTitle: maybe(200),
  deliveryCode: maybe(200),
  supplierChannel: maybe(200),
  forbiddenCarriers: z.array(filled(100)).max(100),
  wantsSignature: z.boolean(),
  insuredFor: money.optional(),
  cashOnDelivery: money.optional(),
  shipsFromCountryCode: country.optional(),
  labelBuyer: z.enum(["supplier", "merchant"]),
});

const customs = z.strictObject({
  incoterm: maybe(10),
  dutyPaidBy: maybe(50),
  iossNumber: maybe(50),
  vatNumber: maybe(50),
  eoriNumber: maybe(50),
  exportReason: maybe(100),
  declaredTotal: money.optional(),
  weightGrams: z.int().min(1).max(10_000_000).optional(),
  sizeMm: z.strictObject({ length: millimetres, width: millimetres, height: millimetres }).optional(),
});

const packing = z.strictObject({
  instructionsEn: maybe(500),
  instructionsZh: maybe(500),
  inserts: maybe(500),
  wantsSlip: z.boolean(),
  slipLanguage: maybe(20),
  isWithoutPrices: z.boolean().describe("true: no price, invoice or leaflet in the parcel."),
  giftMessage: maybe(500),
  labelFileUrl: url,
  wantsPhoto: z.boolean(),
});

const payment = z.strictObject({
  goods: money,
  freight: money.optional().describe("Absent: tell us."),
  fees: money.optional(),
  discount: money.optional(),
  total: money,
  isTaxIncluded: z.boolean(),
  exchangeRate: z.strictObject({ rate: z.string().regex(/^\d+(\.\d+)?$/), on: z.iso.date() }).optional(),
  terms: maybe(200),
  paymentState: z.enum(["not_required", "required", "due", "paid", "failed"]),
  paymentMethod: maybe(100),
  paymentDueOn: z.iso.date().optional(),
  wantsInvoice: z.boolean(),
  invoiceTitle: maybe(200),
});

export const orderMessage = z.strictObject({
  identity,
  lines: z.array(line).min(1).max(500),
  receiver,
  identityDocuments: z.array(z.strictObject({ countryCode: country, kind: filled(50), value: filled(100) })).max(10),
  sender: sender.optional(),
  method,
  customs: customs.optional(),
  packing,
  money: payment,
});
export type OrderMessage = z.infer<typeof orderMessage>;
