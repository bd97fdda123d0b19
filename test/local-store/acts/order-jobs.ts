// What has become of a job that an app started? Cancelling an order is one: checked at once, done a moment later.

import { randomUUID } from "node:crypto";
import type { StoredJob } from "../order-extras.ts";
import type { StoredOrder } from "../order-state.ts";
import type { Place } from "../world.ts";
import { cancelOrder, type CancelOrder } from "./change-order.ts";
import { ImpossibleAct } from "./touch-order.ts";

export function startCancel(place: Place, order: StoredOrder, input: CancelOrder): StoredJob {
  const { world, shop } = place;
  const job: StoredJob = { kind: "Job", id: `gid://shopify/Job/${randomUUID()}`, isDone: false, orderId: order.id, problem: null };
  shop.jobs = [...(shop.jobs ?? []), job];
  world.changed();
  world.later(world.timing.routingDelayMs, () => {
    try {
      cancelOrder(place, order, input);
    } catch (error) {
      // It was shipped or cancelled meanwhile: the job fails, and the order stays as it is.
      if (!(error instanceof ImpossibleAct)) throw error;
      job.problem = error.message;
    }
    job.isDone = true;
    world.changed();
  });
  return job;
}
