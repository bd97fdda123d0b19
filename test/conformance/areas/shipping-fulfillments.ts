// How do fulfillments and fulfillment orders answer: made, cancelled, tracked, held, moved, split, merged, requested?

import type { Area, Stage } from "../area.ts";
import { placeRecordedFulfillmentOrders } from "../recorded-fulfillment-orders.ts";

const y26 = "2026-04/harry-test-heelo/";

/** The recording tells what came of it, not what was asked. */
async function addRecordedService({ recording, ids, ask }: Stage): Promise<void> {
  const { setup } = recording.whole as { setup: { fulfillmentServiceCreate: { response: { data: { fulfillmentServiceCreate: Made } } } } };
  const recorded = setup.fulfillmentServiceCreate.response.data.fulfillmentServiceCreate.fulfillmentService;
  const answer = await ask({
    query: `mutation ($name: String!) {
      fulfillmentServiceCreate(name: $name, callbackUrl: "https://mock.shop/service", trackingSupport: true) { fulfillmentService { id location { id } } }
    }`,
    variables: { name: recorded.serviceName },
  }) as unknown as { data: { fulfillmentServiceCreate: Made } };
  const { id, location } = answer.data.fulfillmentServiceCreate.fulfillmentService;
  ids.bind(recorded.id, id);
  ids.bind(recorded.location.id, location.id);
}

type Made = { fulfillmentService: { id: string; serviceName: string; location: { id: string } } };

async function atRecordedService(stage: Stage): Promise<void> {
  await addRecordedService(stage);
  await placeRecordedFulfillmentOrders(stage);
}

export const area: Area = {
  name: "shipping-fulfillments",
  before: {
    [`${y26}fulfillment-order-close-state`]: atRecordedService,
    [`${y26}fulfillment-order-request-lifecycle`]: atRecordedService,
    [`${y26}fulfillment-order-lifecycle`]: placeRecordedFulfillmentOrders,
    [`${y26}fulfillment-order-mixed-catalog-lifecycle`]: placeRecordedFulfillmentOrders,
    [`${y26}fulfillment-top-level-reads`]: placeRecordedFulfillmentOrders,
  },
  late: [
    { file: `${y26}fulfillment-order-move-validation`, at: "setup.moveRequestOrderToService", after: "requestStatus.create" },
  ],
  differences: [],
};
