// A person changes what goes out by itself: which drafts would go now, which are taken back, and nothing beyond that.
import { shopSubject } from "../merchants/merchant.ts";
import { recordActivity } from "../platform/activity.server.ts";
import { lockOrder, type ShopTransaction } from "../platform/db.server.ts";
import type { Automation } from "./automation.ts";
import { saveAutomation } from "./automation-store.server.ts";
import { judgeDrafts, type JudgedDraft } from "./judge-drafts.server.ts";
import { nameWaiting } from "./name-waiting.server.ts";
import { releaseSupplierOrders, type By, type Released } from "./release-supplier-orders.server.ts";
import { takeBack } from "./store.server.ts";
import { releasedByLiveMode } from "./supplier-order.ts";

export type AutomationPreview = { readonly released: readonly JudgedDraft[]; readonly takenBack: readonly JudgedDraft[] };

/** What a change would do now; nothing is saved. In review it does nothing yet. */
export async function previewAutomation(tx: ShopTransaction, automation: Automation): Promise<AutomationPreview> {
  return effectOf(await judgeDrafts(tx, automation));
}

function effectOf(drafts: readonly JudgedDraft[]): AutomationPreview {
  return {
    released: drafts.filter((draft) => draft.releasedBy === null && draft.choice.code === "send" && !draft.isHeld),
    takenBack: drafts.filter((draft) => draft.releasedBy === releasedByLiveMode && waitsForAutomation(draft)),
  };
}

const waitsForAutomation = ({ choice }: JudgedDraft): boolean => choice.code === "automation_off" || choice.code === "automation_rule";

export type Change = { readonly automation: Automation; /** The drafts that the person has seen and confirmed. */ readonly confirmed: ReadonlySet<string> };

/** Run twice, or by two people: each draft goes once, and none that was not confirmed. What has gone already is not taken back. */
export async function changeAutomation(tx: ShopTransaction, { automation, confirmed }: Change, by: By): Promise<{ released: Released[]; takenBack: number }> {
  await saveAutomation(tx, automation);
  for (const orderId of [...new Set((await judgeDrafts(tx, automation)).map((draft) => draft.orderId))].toSorted()) await lockOrder(tx, orderId);
  // As they stand now that nobody else moves them.
  const drafts = await judgeDrafts(tx, automation);
  const effect = effectOf(drafts);
  const ids = effect.released.map(({ id }) => id).filter((id) => confirmed.has(id));
  const released = await releaseSupplierOrders(tx, ids, { ...by, as: releasedByLiveMode });
  const takenBack = await takeBack(tx, effect.takenBack.map(({ id }) => id));
  await nameWaiting(tx, drafts.filter((draft) => waitsForAutomation(draft) && (draft.releasedBy === null || draft.releasedBy === releasedByLiveMode)));
  await recordActivity(tx, {
    subject: "shop", subjectId: shopSubject, actor: { kind: "STAFF", name: by.name }, code: "automation_changed", at: by.at,
    params: { released: released.length, taken: takenBack },
  });
  return { released, takenBack };
}
