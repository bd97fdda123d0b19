// How long does work wait, and how much of it? Counted over all shops, for the people who run Daifa.
import { z } from "zod";
import { deadLetterOf, schemaName, type Queue } from "./queue.server.ts";

export type QueueFigures = { readonly name: string; readonly due: number; readonly later: number; readonly active: number; readonly oldestDueS: number; readonly dead: number };

const rowSchema = z.object({ name: z.string(), due: z.coerce.number(), later: z.coerce.number(), active: z.coerce.number(), oldestDueS: z.coerce.number() });

/** Of each named queue, also where nothing waits. Finished jobs are not read: those that wait have an index of their own. */
export async function readQueueFigures(queue: Queue, names: readonly string[]): Promise<QueueFigures[]> {
  const { rows } = await queue.boss.getDb().executeSql(`
    select name, count(*) filter (where state < 'active' and start_after <= now()) as due, count(*) filter (where state < 'active' and start_after > now()) as later,
      count(*) filter (where state = 'active') as active,
      coalesce(extract(epoch from now() - min(start_after) filter (where state < 'active' and start_after <= now())), 0)::float8 as "oldestDueS"
    from ${schemaName}.job where state <= 'active' group by name`);
  const found = new Map(z.array(rowSchema).parse(rows).map((row) => [row.name, row]));
  return names.map((name) => {
    const { due = 0, later = 0, active = 0, oldestDueS = 0 } = found.get(name) ?? {};
    return { name, due, later, active, oldestDueS, dead: found.get(deadLetterOf(name))?.due ?? 0 };
  });
}
