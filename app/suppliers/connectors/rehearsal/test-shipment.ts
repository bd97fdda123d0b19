// What does the rehearsal supplier say that it shipped? Everything at once, under a number that says that it is none.
import type { ShipmentNotice } from "../../connector.ts";

/** No carrier's form, so that nobody follows it. */
export const testNumberOf = (reference: string): string => `DAIFA-TEST-${reference.slice(-8).toUpperCase()}`;

type Asked = { readonly reference: string; readonly lines: readonly { readonly lineReference: string; readonly packs: number }[] };

/** Run twice: the same shipment under the same name. */
export function testShipmentOf({ reference, lines }: Asked, shippedAt: Date): ShipmentNotice {
  return {
    reference,
    shipmentReference: "test",
    shippedAt: shippedAt.toISOString(),
    parcels: [{ trackingNumber: testNumberOf(reference), company: "Daifa test", lines: lines.map(({ lineReference, packs }) => ({ lineReference, quantity: packs })) }],
    problems: [],
  };
}
