// What the owner does about customers' data: chooses periods, cleans up now, and takes a file that a customer asked for.
import { shopSubject } from "../merchants/merchant.ts";
import { saveSettings } from "../merchants/store.server.ts";
import { recordActivity } from "../platform/activity.server.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import { findTaskFile, noteDownloaded } from "../privacy/task-store.server.ts";
import { readPeriods } from "../privacy/retention-store.server.ts";
import { periodBounds, periodNames } from "../privacy/retention.ts";
import { done, refused, type Said } from "./answer.ts";
import { textOf, wholeOf } from "./form.ts";
import type { Act, By } from "./open-shop-page.server.ts";

export async function actOnPrivacy(tx: ShopTransaction, form: FormData, by: By): Promise<Act> {
  if (textOf(form, "intent") === "clean-up") return await cleanUp(tx, by);
  const errors: Record<string, Said> = {};
  const periods: Partial<Record<(typeof periodNames)[number], number>> = {};
  for (const name of periodNames) {
    const { least, most } = periodBounds[name];
    const days = wholeOf(form, name, least);
    if (days === undefined || days > most) errors[name] = { code: "privacy.periods.invalid", params: { least, most } };
    else periods[name] = days;
  }
  if (Object.keys(errors).length > 0) return { answer: refused(errors), jobs: [] };
  const before = await readPeriods(tx);
  const changed = periodNames.filter((name) => periods[name] !== before[name]);
  if (changed.length === 0) return { answer: done("settings.nothing_changed"), jobs: [] };
  await saveSettings(tx, periods);
  for (const field of changed) {
    await recordActivity(tx, {
      ...aboutShop(by), code: "settings_changed", params: { field, before: String(before[field]), after: String(periods[field]) },
    });
  }
  return { answer: done("settings.saved"), jobs: [] };
}

const aboutShop = (by: By) => ({ subject: "shop", subjectId: shopSubject, actor: { kind: "STAFF", name: by.name }, at: by.at }) as const;

async function cleanUp(tx: ShopTransaction, by: By): Promise<Act> {
  await recordActivity(tx, { ...aboutShop(by), code: "retention_asked" });
  return { answer: done("privacy.run.asked"), jobs: [{ step: "apply-retention", input: { shopId: tx.shopId, isAsked: true }, key: tx.shopId }] };
}

/** Undefined: there is none, or it is gone. Taken a second time, the first time stands. */
export async function takeRequestFile(tx: ShopTransaction, taskId: string, by: By): Promise<{ name: string; body: Uint8Array<ArrayBuffer> } | undefined> {
  const file = await findTaskFile(tx, taskId);
  if (!file) return undefined;
  if (await noteDownloaded(tx, taskId, by)) {
    await recordActivity(tx, { ...aboutShop(by), code: "data_request_fetched", params: { request: file.number } });
  }
  return { name: file.number, body: file.body };
}
