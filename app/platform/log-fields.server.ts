// Whose work is a log line about? While a job runs, every line that is written on its behalf, also deep in a client of
// Shopify's or a supplier's API, carries its shop, order, step and attempt, without being handed a log of its own.
import { AsyncLocalStorage } from "node:async_hooks";
import type { Job } from "./queue.server.ts";

type LogFields = Readonly<Record<string, string | number>>;

const current = new AsyncLocalStorage<LogFields>();

/** What a job's input calls it, and what the log calls it. Ids only: they name nobody. */
const names: Readonly<Record<string, string>> = {
  shopId: "shop", shopDomain: "shopDomain", orderId: "order", shopifyOrderId: "shopifyOrder", supplierOrderId: "supplierOrder",
  supplierId: "supplier", parcelId: "parcel", inboxId: "inbox", bulkActionId: "bulkAction",
};

export const logFields = (): LogFields => current.getStore() ?? {};

/** attempt counts from 1. */
export function fieldsOf({ id, name, data, retryCount }: Job): LogFields {
  const named = Object.entries(typeof data === "object" && data !== null ? data : {}).flatMap(([key, value]) => {
    const field = names[key];
    return field !== undefined && typeof value === "string" ? [[field, value] as const] : [];
  });
  return { step: name, job: id, attempt: retryCount + 1, ...Object.fromEntries(named) };
}

export const withLogFields = <T>(fields: LogFields, work: () => Promise<T>): Promise<T> => current.run(fields, work);
