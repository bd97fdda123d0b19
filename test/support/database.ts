// Where do tests get a database of their own?
// One throwaway server a run, one migrated template in it, and a copy of the template for each test file.
import { randomUUID } from "node:crypto";
import type { TestProject } from "vitest/node";
import { inject } from "vitest";
import { installQueues } from "../../app/platform/queue.server.ts";
import { queueSpecs } from "../../app/worker.server.ts";
import { createDatabase, type Database } from "../../app/platform/db.server.ts";
import { prepareDatabase } from "../../scripts/database-migrations.ts";
import { type DatabaseUrls, withClient } from "../../scripts/database-roles.ts";
import { startThrowawayPostgres } from "../../scripts/embedded-postgres.ts";

/** What the run's server hands to the test files; plain data, since it crosses into other processes. */
export type TestPostgres = { readonly adminUrl: string; readonly templateUrls: DatabaseUrls };

declare module "vitest" {
  export interface ProvidedContext {
    postgres: TestPostgres;
  }
}

const TEMPLATE = "daifa";

/** vitest's globalSetup. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startThrowawayPostgres();
  try {
    await prepareDatabase(server.urls);
    await installQueues(server.urls.queue, queueSpecs);
    project.provide("postgres", { adminUrl: server.adminUrl, templateUrls: server.urls });
  } catch (error) {
    await server.stop();
    throw error;
  }
  return server.stop;
}

function inDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

export type TestDatabase = { readonly urls: DatabaseUrls; readonly adminUrl: string; readonly database: Database; close(): Promise<void> };

/** An empty, migrated database with the queue's tables; `close` removes it. */
export async function createTestDatabase(options: { readonly maxConnections?: number } = {}): Promise<TestDatabase> {
  const { adminUrl, templateUrls } = inject("postgres");
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await withClient(adminUrl, (client) => client.query(`create database ${name} template ${TEMPLATE} owner daifa_owner strategy file_copy`));
  const urls: DatabaseUrls = {
    app: inDatabase(templateUrls.app, name),
    owner: inDatabase(templateUrls.owner, name),
    queue: inDatabase(templateUrls.queue, name),
  };
  const database = createDatabase({ url: urls.app, maxConnections: options.maxConnections ?? 5 });
  const close = async () => {
    await database.close();
    await withClient(adminUrl, (client) => client.query(`drop database if exists ${name} with (force)`));
  };
  return { urls, adminUrl: inDatabase(adminUrl, name), database, close };
}
