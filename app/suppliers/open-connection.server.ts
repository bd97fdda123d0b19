// One open line to one supplier, by the connector that its row names.
import type { HttpClient } from "../platform/http.ts";
import type { Mailer } from "../platform/mail.ts";
import type { Metrics } from "../platform/metrics.server.ts";
import type { SupplierConnection } from "./connector.ts";
import { countCalls } from "./count-calls.server.ts";
import { getConnector } from "./registry.server.ts";
import type { OpenSupplier } from "./store.server.ts";

export type OpenedConnection = SupplierConnection & { readonly isSubmitIdempotent: boolean };

export type World = { readonly http: HttpClient; readonly now: () => Date; readonly mail?: Mailer | undefined; readonly metrics?: Metrics | undefined };

/** Throws MerchantError when the connector is unknown here or refuses the settings. */
export function openConnection(open: OpenSupplier, world: World): OpenedConnection {
  const connector = getConnector(open.supplier.connector);
  const { connectorSettings: settings } = open.supplier;
  const connection = connector.open({ settings, credentials: open.credentials, limits: open.limits, letterhead: open.letterhead, http: world.http, now: world.now, mail: world.mail });
  const watched = world.metrics ? countCalls(connection, { connector: connector.name, metrics: world.metrics }) : connection;
  return { ...watched, isSubmitIdempotent: connector.abilities.idempotentSubmit };
}
