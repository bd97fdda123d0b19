// How do refunds answer: whole, part with shipping and restock, too much, wrong transactions, by a cancel?

import type { Area } from "../area.ts";
import { placeRecordedOrders } from "../recorded-orders.ts";

export const area: Area = {
  name: "refunds", prepare: placeRecordedOrders,
  differences: [
    { file: "refund-create-full-parity", at: "mutation", reason: "the recorded subtotal of a line refunded whole is 0 where that of a part is its price; no rule is known" },
  ],
};
