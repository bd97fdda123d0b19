// The rehearsal supplier "ships": its notice goes the way of every notice. It is made from our own supplier order,
// since that supplier has no memory.
import { z } from "zod";
import type { Database } from "../platform/db.server.ts";
import { keepMessage } from "../platform/messages.server.ts";
import type { Step } from "../platform/step.ts";
import type { ShipmentNotice } from "../suppliers/connector.ts";
import { rehearsal } from "../suppliers/connectors/rehearsal/connector.server.ts";
import { testShipmentOf } from "../suppliers/connectors/rehearsal/test-shipment.ts";
import { getSupplier } from "../suppliers/store.server.ts";
import { findSupplierOrder } from "../supplier-orders/store.server.ts";

type Tools = { readonly database: Database; readonly now: () => Date };
type Input = { shopId: string; orderId: string; supplierOrderId: string };

export type TestShipment = { readonly kind: "shipped"; readonly supplierId: string; readonly messageId: string; readonly notice: ShipmentNotice } | { readonly kind: "nothing_to_ship" };

export const shipTestOrder: Step<Tools, Input, TestShipment> = {
  name: "ship-test-order",
  input: z.object({ shopId: z.string(), orderId: z.uuid(), supplierOrderId: z.uuid() }),
  run: async ({ now }, { orderId, supplierOrderId }) => async (tx) => {
    const supplierOrder = await findSupplierOrder(tx, supplierOrderId);
    if (supplierOrder?.state !== "ACCEPTED") return { kind: "nothing_to_ship" };
    const { connector, id: supplierId } = await getSupplier(tx, supplierOrder.supplierId);
    if (connector !== rehearsal.name) return { kind: "nothing_to_ship" };
    const notice = testShipmentOf(supplierOrder, now());
    const messageId = await keepMessage(tx, { direction: "IN", channel: "SUPPLIER", title: "shipments", orderId, supplierOrderId, response: JSON.stringify(notice) });
    return { kind: "shipped", supplierId, messageId, notice };
  },
};
