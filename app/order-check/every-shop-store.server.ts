// How does it stand with all shops together? Only sums leave the database: a policy shows each shop to itself alone, so
// the function `figures_of_every_shop` goes from shop to shop as any of our transactions could, in one round trip.
import { z } from "zod";
import type { Database } from "../platform/db.server.ts";

const rowSchema = z.object({ shops: z.coerce.number(), unbalanced: z.coerce.number(), missing: z.coerce.number(), outdated: z.coerce.number() });
export type EveryShop = z.infer<typeof rowSchema>;

/** The findings of sweeps since a time; an order that two sweeps found counts twice. */
export async function countEveryShop(database: Database, since: Date): Promise<EveryShop> {
  const rows = await database.inSharedTables((tx) => tx.$queryRaw<unknown[]>`select * from figures_of_every_shop(${since.toISOString()}::timestamptz at time zone 'UTC')`);
  return rowSchema.parse(rows[0]);
}
