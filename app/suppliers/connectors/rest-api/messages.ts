// What exactly goes over the wire with a supplier who implements docs/rest-api.openapi.json?
// The document's schemas are derived from these. Answers tolerate unknown fields and null for absent ones.
import { z } from "zod";
import { instant, money, text } from "./wire.ts";

const id = text(100).min(1).describe("Opaque; compared as it is.");
const absent = <Schema extends z.ZodType>(schema: Schema) => schema.nullish().transform((value) => value ?? undefined);
const day = z.iso.date().describe("Calendar day, YYYY-MM-DD.");
const address = z.url({ protocol: /^https?$/ }).max(2000);
const packs = z.int().min(1).max(1_000_000).describe("In the supplier's packs, as ordered.");

export const lineAnswer = z.object({
  lineReference: id,
  answer: z.enum(["accepted", "refused", "back_ordered"]),
  code: absent(text(100)),
  message: absent(text(1000)),
  expectedOn: absent(day),
  unitCost: absent(money),
});

export const orderAnswer = z.object({
  reference: id.describe("Ours, as sent."),
  supplierReference: id.describe("The supplier's own order number."),
  standing: z.enum(["open", "partly_shipped", "shipped", "cancelled"]),
  acceptedAt: absent(instant),
  cost: absent(money),
  isPaid: absent(z.boolean()),
  lines: absent(z.array(lineAnswer).max(500)),
});
export type OrderAnswer = z.infer<typeof orderAnswer>;

export const refusal = z.object({
  code: text(100)
    .min(1)
    .describe("unknown_item, out_of_stock, address_refused, destination_not_served, price_changed, invalid_order; order_not_found; change_not_found; too_late; or the supplier's own."),
  message: text(2000).describe("For people."),
  lines: absent(z.array(lineAnswer).max(500)),
});
export type RefusalMessage = z.infer<typeof refusal>;

export const noticedLine = z.object({ lineReference: id, quantity: packs });

export const noticedParcel = z.object({
  trackingNumber: text(64).min(4),
  company: absent(text(100)),
  url: absent(address),
  lines: z.array(noticedLine).min(1).max(500),
  weightGrams: absent(z.int().min(1).max(10_000_000)),
  firstLegNumber: absent(text(64)),
  lastMileNumber: absent(text(64)),
  lastMileCompany: absent(text(100)),
  photoUrl: absent(address),
});

export const shipmentNotice = z.object({
  reference: id.describe("Ours, as sent with the order."),
  shipmentReference: id.describe("The supplier's; unique within the order. Repeats of one shipment carry the same."),
  shippedAt: absent(instant),
  parcels: z.array(noticedParcel).min(1).max(200),
});

export const shipmentsPage = z.object({
  shipments: z.array(shipmentNotice).max(500),
  cursor: text(500).describe("Give it as `after` next time; opaque."),
  hasMore: z.boolean(),
});

export const shipmentsEvent = z.object({ type: z.literal("shipments"), shipments: z.array(shipmentNotice).max(500) });

/** The frames of a page and an event, read before the notices in them, so that one bad notice spoils no other. */
export const shipmentsPageFrame = shipmentsPage.extend({ shipments: z.array(z.unknown()).max(500) });
export const shipmentsEventFrame = shipmentsEvent.extend({ shipments: z.array(z.unknown()).max(500) });

export const pingAnswer = z.object({ name: text(200) });
