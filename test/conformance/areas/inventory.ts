// How do inventory quantities, levels and items answer?

import type { Area } from "../area.ts";
import { placeRecordedOrders } from "../recorded-orders.ts";

export const area: Area = { name: "inventory", prepare: placeRecordedOrders, differences: [] };
