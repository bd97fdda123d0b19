// How do inventory quantities, levels and items answer?

import type { Area } from "../area.ts";
import { placeRecordedOrders } from "../recorded-orders.ts";

const y25 = "2025-01/harry-test-heelo/";
const y26 = "2026-04/harry-test-heelo/";
const lagging = "the sum over a product's variants lags behind their levels there";
const keyless = "asked without @idempotent; the recording does not tell its document, and one made up would carry a key";
const afterUncovered = "after a change by an uncovered root";
const cursorOfUncovered = "a cursor that an uncovered read gave";

export const area: Area = {
  name: "inventory",
  prepare: placeRecordedOrders,
  late: [
    { file: `${y26}inventory-adjust-name-allowlist`, at: "cases.setOnHand", after: "afterInvalidsRead" },
  ],
  unreplayable: [
    ...["missingSetIdempotency", "missingSetOnHandIdempotency", "missingAdjustIdempotency"].map((at) => ({ file: `${y26}inventory-quantity-contracts-2026-04`, at, reason: keyless })),
    ...["workflow.inventoryItemsRead", "workflow.afterColdVariantOrderProductRead", "workflow.coldVariantOrderRead"].map((at) => (
      { file: `${y25}inventory-default-location-carrier-connection`, at, reason: afterUncovered })),
    { file: `${y25}inventory-node-read-after-write`, at: "workflow.dedicatedRead", reason: afterUncovered },
    ...["productReads.committedAfterAdjust", "productReads.incomingReservedAfterAdjust"].map((at) => ({ file: `${y26}inventory-deactivate-validation-2026-04`, at, reason: afterUncovered })),
    { file: "2025-01/very-big-test-store/inventory-adjust-quantities-parity", at: "nonAvailableMutation.downstreamRead", reason: afterUncovered },
    { file: `${y25}inventory-location-levels-overlay-windowing`, at: "operations.windowRead", reason: cursorOfUncovered },
    { file: `${y26}inventory-item-levels-connection-windowing-2026-04`, at: "operations.windowRead", reason: cursorOfUncovered },
  ],
  differences: [
    { file: "inventory-adjust-then-has-out-of-stock-variants-parity", at: "downstreamRead", reason: lagging },
    ...["committed", "incomingReserved", "onlyLocation", "reactivate"].map((name) => ({ file: "inventory-deactivate-validation-2026-04", at: `setup.${name}.productRead`, reason: lagging })),
    ...["setup.inventoryActivateSecondaryLocation", "inventoryInactiveLifecycleReadAfterDeactivate", "inventoryInactiveLifecycleReactivate"].map((at) => (
      { file: "inventory-inactive-level-lifecycle-2026-04", at, reason: lagging })),
    { file: "inventory-live-hybrid-cold-authoritative-reads", at: "coldRead", reason: "every variant of the local store is counted and has a SKU" },
  ],
};
