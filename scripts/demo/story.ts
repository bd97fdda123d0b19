// The story that --once plays: what a merchant meets in the first days, each chapter waited for until it has happened.
import { everythingArrives } from "./chapters/arrival.ts";
import { foundBySweep, lostAnswer, throttled, webhookThatNeverComes } from "./chapters/bad-weather.ts";
import { bySheetAndReply } from "./chapters/by-hand.ts";
import { byMailAndLink } from "./chapters/by-mail.ts";
import { refusalWithFallback } from "./chapters/fallback.ts";
import { reviewThenLive } from "./chapters/going-live.ts";
import { byRequest } from "./chapters/by-request.ts";
import { calledBack } from "./chapters/changes.ts";
import { waitsForCpf } from "./chapters/customs.ts";
import { fiveEqualWebhooks, twoParcels } from "./chapters/parcels.ts";
import { cashOnDelivery, highRisk, unpaidThenPaid } from "./chapters/payment.ts";
import { lineWithoutMapping, splitOrder } from "./chapters/routing.ts";
import { addPeople } from "./people.ts";
import type { Stage } from "./stage.ts";

export async function playStory(stage: Stage): Promise<void> {
  const older = await reviewThenLive(stage);
  const unseen = await webhookThatNeverComes(stage);
  await splitOrder(stage);
  await lineWithoutMapping(stage);
  await twoParcels(stage);
  await fiveEqualWebhooks(stage);
  await refusalWithFallback(stage);
  await unpaidThenPaid(stage);
  await cashOnDelivery(stage);
  await highRisk(stage);
  await calledBack(stage);
  await waitsForCpf(stage);
  await lostAnswer(stage);
  await throttled(stage);
  // From here on these two offer what others offered before, and cheaper.
  await stage.database.inShop(stage.shopId, (tx) => addPeople(tx, stage.sealer, stage.world));
  await bySheetAndReply(stage);
  await byMailAndLink(stage);
  await foundBySweep(stage, unseen);
  await byRequest(stage);
  await everythingArrives(stage, [older]);
}
