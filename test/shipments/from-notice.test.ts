import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shipmentFromNotice } from "../../app/shipments/from-notice.ts";
import type { ShippedOrder } from "../../app/shipments/from-notice.ts";
import type { ShipmentNotice } from "../../app/suppliers/connector.ts";
import { aNotice, aParcel, aSupplierOrderLine } from "../support/build.ts";

const now = new Date("2026-11-05T00:00:00Z");
const carriers = {
  recognize: (number: string, company?: string, supplierUrl?: string) => ({
    carrier: number.startsWith("1Z") ? "ups" : null, company: company ?? "Other", url: supplierUrl ?? null,
  }),
};

function read(notice: ShipmentNotice, given: Partial<ShippedOrder> = {}) {
  return shipmentFromNotice(notice, { lines: [aSupplierOrderLine()], shippedPacks: new Map(), ...given }, { carriers, now });
}

function codes(reading: ReturnType<typeof read>) {
  return reading.kind === "mismatch" ? reading.reasons.map((reason) => reason.code) : reading.kind;
}

describe("a supplier's notice of what it shipped", () => {
  it("becomes a shipment in our units, with the carrier and the supplier's own time", () => {
    expect(read(aNotice({ parcels: [aParcel({ url: "https://track.example.com/1", weightGrams: 480, trackingNumber: " 1Z999AA10123456784 " })] }))).toEqual({
      kind: "shipment",
      shipment: {
        shipmentReference: "S-1",
        shippedAt: new Date("2026-11-03T02:00:00Z"),
        parcels: [{
          position: 1, trackingNumber: "1Z999AA10123456784", carrier: "ups", company: "UPS", trackingUrl: "https://track.example.com/1", firstLegNumber: null,
          lastMileNumber: null, lastMileCarrier: null, weightGrams: 480, photoUrl: null,
          lines: [{ supplierOrderLineId: "supplier-line-1", lineItemId: "line-1", quantity: 2 }],
        }],
      },
    });
  });

  it("is dated by its arrival when the supplier names no time", () => {
    const { shippedAt: _, ...undated } = aNotice();
    expect(read(undated)).toMatchObject({ shipment: { shippedAt: now } });
  });

  it("keeps first-leg and last-mile numbers apart", () => {
    const parcel = aParcel({ firstLegNumber: "YT1", lastMileNumber: "1Z999AA10123456784", lastMileCompany: "Somebody" });
    expect(read(aNotice({ parcels: [parcel] }))).toMatchObject({ shipment: { parcels: [{ firstLegNumber: "YT1", lastMileNumber: "1Z999AA10123456784", lastMileCarrier: "ups" }] } });
  });

  it("counts packs as units, the last pack only as far as it was ordered", () => {
    const lines = [aSupplierOrderLine({ quantity: 5, packRatio: 3, packs: 2 })];
    const parcels = [aParcel({ trackingNumber: "A1", lines: [{ lineReference: "1", quantity: 1 }] }), aParcel({ trackingNumber: "A2", lines: [{ lineReference: "1", quantity: 1 }] })];

    expect(read(aNotice({ parcels }), { lines })).toMatchObject({ shipment: { parcels: [{ position: 1, lines: [{ quantity: 3 }] }, { position: 2, lines: [{ quantity: 2 }] }] } });
  });

  it("without lines means everything that is left, when there is one parcel", () => {
    const lines = [aSupplierOrderLine(), aSupplierOrderLine({ id: "supplier-line-2", lineItemId: "line-2", lineReference: "2", quantity: 4, packs: 4 })];
    const shippedPacks = new Map([["supplier-line-1", 2], ["supplier-line-2", 1]]);

    expect(read(aNotice({ parcels: [aParcel({ lines: [] })] }), { lines, shippedPacks })).toMatchObject({
      shipment: { parcels: [{ lines: [{ supplierOrderLineId: "supplier-line-2", quantity: 3 }] }] },
    });
  });

  it("that names one box in two entries is one parcel with the units of both", () => {
    const entry = aParcel({ lines: [{ lineReference: "1", quantity: 1 }] });
    const reading = read(aNotice({ parcels: [entry, { ...entry, trackingNumber: entry.trackingNumber.toLowerCase() }] }));
    expect(reading).toMatchObject({ shipment: { parcels: [{ lines: [{ quantity: 2 }] }] } });
    expect(reading.kind === "shipment" && reading.shipment.parcels).toHaveLength(1);
  });

  it.each([
    ["unknown_line", aNotice({ parcels: [aParcel({ lines: [{ lineReference: "9", quantity: 1 }] })] })],
    ["more_than_ordered", aNotice({ parcels: [aParcel({ lines: [{ lineReference: "1", quantity: 3 }] })] })],
    ["more_than_ordered", aNotice({ parcels: [aParcel(), aParcel({ trackingNumber: "OTHER" })] })],
    ["bad_quantity", aNotice({ parcels: [aParcel({ lines: [{ lineReference: "1", quantity: 0 }] })] })],
    ["bad_quantity", aNotice({ parcels: [aParcel({ lines: [{ lineReference: "1", quantity: 0.5 }] })] })],
    ["no_tracking_number", aNotice({ parcels: [aParcel({ trackingNumber: "  " })] })],
    ["no_parcels", aNotice({ parcels: [] })],
    ["no_lines", aNotice({ parcels: [aParcel(), aParcel({ trackingNumber: "OTHER", lines: [] })] })],
    ["bad_shipped_at", aNotice({ shippedAt: "yesterday" })],
    ["notice_problem", aNotice({ problems: [{ path: "parcels.0", text: "unreadable" }] })],
  ])("is not acted on for %s", (code, notice) => {
    expect(codes(read(notice))).toEqual([code]);
  });

  it("is not acted on when nothing is left to ship", () => {
    expect(codes(read(aNotice({ parcels: [aParcel({ lines: [] })] }), { shippedPacks: new Map([["supplier-line-1", 2]]) }))).toEqual(["nothing_left"]);
  });

  it("names everything that is wrong at once", () => {
    expect(codes(read(aNotice({ parcels: [aParcel({ trackingNumber: "", lines: [{ lineReference: "9", quantity: 1 }] })] })))).toEqual(["unknown_line", "no_tracking_number"]);
  });

  it("adds up to exactly the ordered units, however the packs are spread over parcels", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 7 }), fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 70 }), (quantity, packRatio, spread) => {
        const packs = Math.ceil(quantity / packRatio);
        const line = aSupplierOrderLine({ quantity, packRatio, packs });
        let [left, units] = [packs, 0];
        for (const [index, part] of [...spread, packs].entries()) {
          const taken = Math.min(part, left);
          if (taken === 0) break;
          const parcels = [aParcel({ trackingNumber: `T${index}`, lines: [{ lineReference: "1", quantity: taken }] })];
          const reading = read(aNotice({ parcels }), { lines: [line], shippedPacks: new Map([[line.id, packs - left]]) });
          left -= taken;
          if (reading.kind === "shipment") units += reading.shipment.parcels[0]?.lines[0]?.quantity ?? 0;
        }
        expect(left).toBe(0);
        expect(units).toBe(quantity);
      }),
    );
  });
});
