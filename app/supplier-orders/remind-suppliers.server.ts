// Every hour: which suppliers were written to and have not answered? They are reminded a few times, then the merchant is told.
import { z } from "zod";
import type { Step } from "../platform/step.ts";
import { openProblem } from "../problems/store.server.ts";
import { connectors } from "../suppliers/registry.server.ts";
import { noAnswerKey } from "./no-answer.ts";
import { planReminder } from "./plan-reminder.ts";

export type DueReminder = { readonly orderId: string; readonly supplierOrderId: string; readonly number: number };

const most = 200;

export const remindSuppliers: Step<{ readonly now: () => Date }, { shopId: string }, { reminders: readonly DueReminder[] }> = {
  name: "remind-suppliers",
  policy: { retries: 1 },
  input: z.object({ shopId: z.string() }),
  run: async ({ now }) => async (tx) => {
    const later = connectors.filter(({ abilities }) => abilities.answers === "later").map(({ name }) => name);
    const rows = await tx.db.supplierOrder.findMany({
      where: { state: "SENT", sentAt: { not: null }, supplier: { connector: { in: later } }, order: { cancelledAt: null } },
      include: { supplier: true, mails: { orderBy: { at: "desc" } } }, orderBy: { sentAt: "asc" }, take: most,
    });
    const reminders: DueReminder[] = [];
    for (const { id, orderId, orderName, sentAt, supplier, mails } of rows) {
      const sent = mails.filter(({ kind }) => kind === "REMINDER").length;
      const { remindAfterHours, mostReminders, workingDays, timeZone } = supplier;
      const plan = planReminder({ lastWrittenAt: mails[0]?.at ?? sentAt ?? now(), reminders: sent, remindAfterHours, mostReminders, workingDays, timeZone }, now());
      if (plan === "remind") reminders.push({ orderId, supplierOrderId: id, number: sent + 1 });
      if (plan === "give_up") {
        const params = { supplier: supplier.name, order: orderName, at: sentAt?.toISOString().slice(0, 10) ?? "", reminders: sent };
        await openProblem(tx, { key: noAnswerKey(id), code: "mail_no_answer", params, whoActs: "SUPPLIER", orderId, supplierOrderId: id });
      }
    }
    return { reminders };
  },
};
