// How do tests and the demo reach the routes of order-routes.ts without writing addresses by hand?

import type { AssessRisk, OpenDispute, SettleDispute } from "../acts/order-risk.ts";
import type { MetafieldInput } from "../acts/set-metafields.ts";
import type { UpdateOrder } from "../acts/update-order.ts";
import type { BookedOrder } from "./order-book.ts";

type Post = <Answer>(path: string, body?: object) => Promise<Answer>;

export function orderClient(post: Post, addressOf: (id: string) => string) {
  const act = async (id: string, name: string, body: object) => (await post<{ order: BookedOrder }>(`${addressOf(id)}/${name}`, body)).order;
  return {
    /** Sends orders/risk_assessment_changed. */
    assessRisk: (id: string, risk: AssessRisk) => act(id, "risk", risk),
    /** Sends disputes/create; settling sends disputes/update. */
    openDispute: (id: string, dispute: OpenDispute = {}) => act(id, "dispute", dispute),
    settleDispute: (id: string, outcome: SettleDispute) => act(id, "dispute/settle", outcome),
    /** As the merchant corrects an order in the admin, not the app. */
    updateOrder: (id: string, change: UpdateOrder) => act(id, "update", change),
    setOrderMetafields: (id: string, metafields: MetafieldInput[]) => act(id, "metafields", { metafields }),
    deleteVariant: (sku: string) => post<object>("variants/delete", { sku }),
  };
}
