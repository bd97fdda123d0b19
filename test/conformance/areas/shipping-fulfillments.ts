// How do fulfillments and fulfillment orders answer: made, cancelled, tracked, held, moved, split, merged, requested?

import type { Area } from "../area.ts";
import { placeRecordedOrders } from "../recorded-orders.ts";

export const area: Area = { name: "shipping-fulfillments", prepare: placeRecordedOrders, differences: [] };
