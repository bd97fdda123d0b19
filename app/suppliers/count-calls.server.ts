// What comes of calls to suppliers, by connector? Counted on the connection itself, so that a step that is rolled back
// afterwards still counts: the supplier was asked.
import { MerchantError } from "../platform/errors.ts";
import type { Metrics } from "../platform/metrics.server.ts";
import type { SupplierConnection } from "./connector.ts";

const calls = ["submit", "remind", "lookUp", "fetchShipments", "cancel", "change", "lookUpChange", "testConnection"] as const satisfies readonly (keyof SupplierConnection)[];

type Call = (...given: unknown[]) => Promise<{ outcome: object }>;

export function countCalls(connection: SupplierConnection, by: { connector: string; metrics: Metrics }): SupplierConnection {
  const counted = calls.flatMap((call) => {
    const made = connection[call] as Call | undefined;
    return made ? [[call, count(made.bind(connection), { ...by, call })] as const] : [];
  });
  // Each method is replaced by one of its own shape.
  return { ...connection, ...(Object.fromEntries(counted) as unknown as Partial<SupplierConnection>) };
}

function count(made: Call, { connector, call, metrics }: { connector: string; call: string; metrics: Metrics }): Call {
  return async (...given) => {
    const startedAt = performance.now();
    let outcome = "failed";
    try {
      const answered = await made(...given);
      outcome = "kind" in answered.outcome ? String(answered.outcome.kind) : "read";
      return answered;
    } catch (error) {
      if (error instanceof MerchantError) outcome = "refused_credentials";
      throw error;
    } finally {
      metrics.supplierCalls.inc({ connector, call, outcome });
      metrics.supplierSeconds.observe({ connector }, (performance.now() - startedAt) / 1000);
    }
  };
}
