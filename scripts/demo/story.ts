// The story that --once plays: what a merchant meets in the first days, each chapter waited for until it has happened.
import { everythingArrives } from "./chapters/arrival.ts";
import { reviewThenLive } from "./chapters/going-live.ts";
import { fiveEqualWebhooks, twoParcels } from "./chapters/parcels.ts";
import { lineWithoutMapping, splitOrder } from "./chapters/routing.ts";
import type { Stage } from "./stage.ts";

export async function playStory(stage: Stage): Promise<void> {
  const older = await reviewThenLive(stage);
  await splitOrder(stage);
  await lineWithoutMapping(stage);
  await twoParcels(stage);
  await fiveEqualWebhooks(stage);
  await everythingArrives(stage, [older]);
}
