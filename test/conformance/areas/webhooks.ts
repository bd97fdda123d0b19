// How do webhook subscriptions answer: addresses, formats, names, filters, fields?

import type { Area } from "../area.ts";

const shop = "2026-04/harry-test-heelo/";
const byCloudRoot = "of a subscription that a root for cloud destinations made";
const writtenTwice = "one deletion written down twice";

const clouds = ["pubSubLifecycle", "eventBridgeLifecycle"].flatMap((cloud) => ["detailAfterCreate", "detailAfterUpdate", "delete"].map((step) => `${cloud}.${step}`));

export const area: Area = {
  name: "webhooks",
  app: { webhookVersion: { handle: "2026-07", displayName: "2026-07 (Release candidate)", supported: false } },
  differences: [],
  unreplayable: [
    { file: `${shop}eventbridge-cloud-format-json-only`, at: "setup.cleanupDedicatedUpdateSetup", reason: byCloudRoot },
    ...clouds.map((at) => ({ file: `${shop}webhook-subscription-dedicated-cloud-destinations`, at, reason: byCloudRoot })),
    { file: `${shop}webhook-subscription-api-version-projection`, at: "cleanup", reason: writtenTwice },
    { file: `${shop}webhook-subscription-metafield-namespaces-resolution`, at: "cleanup", reason: writtenTwice },
    { file: `${shop}webhook-subscription-metafields-lifecycle`, at: "cleanup", reason: writtenTwice },
    { file: `${shop}webhook-subscription-metafields-lifecycle`, at: "omittedCleanup", reason: writtenTwice },
  ],
};
