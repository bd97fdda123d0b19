// The memory of when suppliers work: their hours, their lead time, their dated closures.
import type { ShopTransaction } from "../platform/db.server.ts";
import type { SupplierCalendar } from "./calendar.ts";

const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

/** By the supplier's id; of all suppliers of the shop. */
export async function listCalendars(tx: ShopTransaction): Promise<Map<string, SupplierCalendar>> {
  const rows = await tx.db.supplier.findMany({
    select: { id: true, timeZone: true, workingDays: true, cutOffMinute: true, leadTimeDays: true, closures: true },
    orderBy: { id: "asc" },
  });
  return new Map(rows.map(({ id, closures, ...facts }): [string, SupplierCalendar] => [id, {
    ...facts,
    closures: closures.map(({ lastOrderOn, closedFrom, reopensOn }) => ({
      lastOrderOn: lastOrderOn && dayOf(lastOrderOn), closedFrom: dayOf(closedFrom), reopensOn: dayOf(reopensOn),
    })),
  }]));
}
