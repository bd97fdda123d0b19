// Everything that the tables hold of one supplier order, with sealed values opened, as it is sent now.
import type { Prisma } from "@prisma/client";
import type { ShopTransaction } from "../platform/db.server.ts";
import { BugError } from "../platform/errors.ts";
import type { Money } from "../platform/money.ts";
import type { Sealer } from "../platform/secrets.server.ts";
import type { LineForSending, SupplierOrderForSending } from "./order-for-sending.ts";
import { givenIdentityContext } from "./save-parties.server.ts";

const parts = {
  lines: { include: { attributes: true, properties: true }, orderBy: { position: "asc" } },
  receiver: true,
  sender: true,
  identity: true,
  supplier: { select: { hidesEmail: true, hidesPhone: true, hidesPrices: true, mayHaveIoss: true } },
} satisfies Prisma.SupplierOrderInclude;
type Row = Prisma.SupplierOrderGetPayload<{ include: typeof parts }>;

const money = (minor: bigint | null, currency: string | null): Money | null => (minor === null || currency === null ? null : { minor, currency });
const day = (date: Date | null): string | null => date?.toISOString().slice(0, 10) ?? null;

export async function loadForSending(tx: ShopTransaction, sealer: Pick<Sealer, "open">, id: string): Promise<SupplierOrderForSending> {
  const row = await tx.db.supplierOrder.findUniqueOrThrow({ where: { shopId_id: { shopId: tx.shopId, id } }, include: parts });
  const { identity, receiver } = row;
  if (!receiver) throw new BugError(`supplier order ${id} is sent to nobody`);
  return {
    ...identityAndMethod(row),
    lines: row.lines.filter(({ answer }) => answer !== "recalled").map(toLine),
    receiver,
    identityDocuments: identity ? [{ countryCode: identity.countryCode, kind: identity.kind, value: sealer.open(identity.valueSealed, givenIdentityContext(id)) }] : [],
    sender: row.sender,
    customs: {
      incoterm: row.incoterm, dutyPaidBy: row.dutyPaidBy, iossNumber: row.iossNumber, vatNumber: row.vatNumber, eoriNumber: row.eoriNumber,
      exportReason: row.exportReason, declaredTotal: money(row.declaredMinor, row.declaredCurrency),
      weightGrams: row.weightGrams, lengthMm: row.lengthMm, widthMm: row.widthMm, heightMm: row.heightMm,
    },
    packing: row,
    money: toMoney(row),
    privacy: row.supplier,
  };
}

function identityAndMethod(row: Row) {
  return {
    reference: row.reference, revision: row.revision, idempotencyKey: row.idempotencyKey, shopBrand: row.shopBrand, orderName: row.orderName,
    createdAt: row.createdAt, createdTimeZone: row.createdTimeZone, shipBy: row.shipBy, isTest: row.isTest,
    method: {
      deliveryTitle: row.deliveryTitle, deliveryCode: row.deliveryCode, supplierChannel: row.supplierChannel,
      forbiddenCarriers: row.forbiddenCarriers, wantsSignature: row.wantsSignature,
      insuredFor: money(row.insuredMinor, row.insuredCurrency), cashOnDelivery: money(row.cashOnDeliveryMinor, row.cashOnDeliveryCurrency),
      shipsFromCountryCode: row.shipsFromCountryCode, labelBuyer: row.labelBuyer,
    },
  };
}

function toMoney(row: Row): SupplierOrderForSending["money"] {
  return {
    goods: { minor: row.goodsMinor, currency: row.currency },
    total: { minor: row.totalMinor, currency: row.currency },
    taxIncluded: row.taxIncluded,
    freight: money(row.freightMinor, row.currency),
    fees: money(row.feesMinor, row.currency),
    discount: money(row.discountMinor, row.currency),
    exchangeRate: row.exchangeRate && row.exchangeRateOn ? { rate: row.exchangeRate.toFixed(), on: day(row.exchangeRateOn) ?? "" } : null,
    paymentTerms: row.paymentTerms, paymentState: row.paymentState, paymentMethod: row.paymentMethod, paymentDueOn: day(row.paymentDueOn),
    invoiceWanted: row.invoiceWanted, invoiceTitle: row.invoiceTitle,
  };
}

function toLine(line: Row["lines"][number]): LineForSending {
  return {
    ...line,
    unitCost: { minor: line.unitCostMinor, currency: line.currency },
    declaredUnitValue: money(line.declaredUnitMinor, line.declaredCurrency),
    attributes: line.attributes.map(({ name, value }) => ({ name, value })),
    properties: line.properties.map(({ name, value }) => ({ name, value })),
  };
}
