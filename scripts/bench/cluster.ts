// The database that everything is measured on: thrown away afterwards, and until then as durable as one in production.
import pg from "pg";
import { prepareDatabase } from "../database-migrations.ts";
import type { DatabaseUrls } from "../database-roles.ts";
import { startThrowawayPostgres } from "../embedded-postgres.ts";
import { cpuOfCluster } from "./cpu-meter.ts";
import type { Delivery } from "./load/delivery.ts";

export type Cluster = {
  readonly urls: DatabaseUrls;
  /** Microseconds that all of its processes have used so far. */
  cpu(): number;
  /** As the superuser, past every policy: for counting and for filling. */
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  /** So that no round pays for the writes of the one before. */
  settle(): Promise<void>;
  close(): Promise<void>;
};

export async function startCluster(): Promise<Cluster> {
  const server = await startThrowawayPostgres({ isDurable: true });
  const url = new URL(server.adminUrl);
  url.pathname = new URL(server.urls.app).pathname;
  const eyes = new pg.Client({ connectionString: url.href });
  eyes.on("error", () => undefined);
  try {
    await prepareDatabase(server.urls);
    await eyes.connect();
    const { rows } = await eyes.query<{ file: string }>("select pg_read_file('postmaster.pid') as file");
    const postmaster = Number(rows[0]?.file.split("\n")[0]);
    return {
      urls: server.urls,
      cpu: () => cpuOfCluster(postmaster),
      query: async (text, values) => (await eyes.query(text, values)).rows,
      settle: async () => void (await eyes.query("checkpoint")),
      close: async () => {
        await eyes.end();
        await server.stop();
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

type Kept = { readonly absent: number; readonly rows: number };

/** Which of these deliveries the table has, and which acknowledged ones it lacks. */
export async function lookIntoInbox(cluster: Cluster, table: string, deliveries: readonly (Pick<Delivery, "domain" | "webhookId"> & { isAcked: boolean })[]): Promise<Kept> {
  const lists = [deliveries.map(({ domain }) => domain), deliveries.map(({ webhookId }) => webhookId), deliveries.map(({ isAcked }) => isAcked)];
  const [found] = await cluster.query<{ absent: string; rows: string }>(`
    with told as (select domain, id, bool_or(acked) as acked from unnest($1::text[], $2::text[], $3::bool[]) as t(domain, id, acked) group by domain, id)
    select count(*) filter (where acked and kept.id is null) as absent, count(kept.id) as rows
    from told left join "${table}" kept on kept."shopDomain" = domain and kept."webhookId" = told.id`, lists);
  return { absent: Number(found?.absent), rows: Number(found?.rows) };
}
