// Which database does this run use, and is it ready?
// DATABASE_URL names one that exists; without it the embedded server is started. Either way the migrations and the
// queue's tables are brought up to date by the roles that own them, and the app gets a role that owns nothing.
import { installQueue, migrate, prepareDatabase } from "./database-migrations.ts";
import { type DatabaseUrls, withClient } from "./database-roles.ts";
import { startEmbeddedPostgres, startThrowawayPostgres } from "./embedded-postgres.ts";

export type OpenedDatabase = {
  readonly urls: DatabaseUrls;
  /** Ends the embedded server unless somebody else still uses it; close every connection first. */
  stop(): Promise<void>;
};

type RoleRow = { name: string; above_policies: boolean; owns_tables: boolean };

/** Policies do not bind superusers, and an owner may take them away: the app must be neither. */
async function refusePowerfulRole(appUrl: string): Promise<void> {
  const { rows } = await withClient(appUrl, (client) =>
    client.query<RoleRow>(`
      select rolname as name, rolsuper or rolbypassrls as above_policies,
        exists (select from pg_tables where schemaname = 'public' and tableowner = current_user) as owns_tables
      from pg_roles where rolname = current_user`),
  );
  const [role] = rows;
  if (role === undefined || role.above_policies || role.owns_tables) {
    throw new Error(
      `DATABASE_URL logs in as "${role?.name ?? "?"}", which the separation of shops does not bind. ` +
        "Use the role daifa_app there, an owner in DATABASE_OWNER_URL and the role daifa_boss in DATABASE_QUEUE_URL.",
    );
  }
}

async function openOutside(appUrl: string, env: NodeJS.ProcessEnv): Promise<OpenedDatabase> {
  const owner = env["DATABASE_OWNER_URL"];
  const queue = env["DATABASE_QUEUE_URL"];
  // Without these two, whoever deploys has migrated already.
  if (owner !== undefined) await migrate(owner);
  if (queue !== undefined) await installQueue(queue);
  await refusePowerfulRole(appUrl);
  return { urls: { app: appUrl, owner: owner ?? appUrl, queue: queue ?? appUrl }, stop: async () => undefined };
}

export async function openDatabase(options: { readonly env: NodeJS.ProcessEnv; readonly throwaway?: boolean }): Promise<OpenedDatabase> {
  const outside = options.env["DATABASE_URL"];
  if (outside !== undefined && outside !== "" && options.throwaway !== true) return await openOutside(outside, options.env);
  const server = await (options.throwaway === true ? startThrowawayPostgres() : startEmbeddedPostgres());
  try {
    await prepareDatabase(server.urls);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { urls: server.urls, stop: server.stop };
}

/** How child processes are told: the names that the app's environment uses. */
export function asEnvironment(urls: DatabaseUrls): Record<"DATABASE_URL" | "DATABASE_OWNER_URL" | "DATABASE_QUEUE_URL", string> {
  return { DATABASE_URL: urls.app, DATABASE_OWNER_URL: urls.owner, DATABASE_QUEUE_URL: urls.queue };
}
