// Shops, webhooks and tools as the privacy tests need them.
import { randomBytes } from "node:crypto";
import { Writable } from "node:stream";
import { createLog } from "../../app/platform/log.server.ts";
import { createSealer } from "../../app/platform/secrets.server.ts";
import { receive as receiveFrom } from "../merchants/merchants-world.ts";
import type { TestDatabase } from "../support/database.ts";

export const at = new Date("2026-11-20T10:00:00.000Z");
export const domainOf = (shopId: string) => `shop-${shopId}.myshopify.com`;

export async function addShop(test: TestDatabase, id: string, given: { installedAt?: Date; uninstalledAt?: Date | null; name?: string } = {}): Promise<void> {
  await test.database.withoutShop.shop.create({
    data: {
      id, domain: domainOf(id), name: given.name ?? `Shop ${id}`, currency: "USD", timeZone: "Europe/Berlin", locale: "en",
      installedAt: given.installedAt ?? new Date("2026-11-01T08:00:00Z"), uninstalledAt: given.uninstalledAt ?? null, grantedScopes: ["read_orders"],
    },
  });
}

type Webhook = { shopId: string; topic: string; body: unknown };

/** Arrived, and triggered, now. */
export const receive = (test: TestDatabase, { shopId, topic, body }: Webhook): Promise<string> =>
  receiveFrom(test, { domain: domainOf(shopId), topic, body, triggeredAt: at, receivedAt: at });

export function toolsOf(test: TestDatabase) {
  const lines: string[] = [];
  const destination = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines.push(chunk.toString());
      done();
    },
  });
  return { database: test.database, now: () => at, log: createLog("debug", destination), sealer: createSealer([{ id: "1", key: randomBytes(32) }]), lines };
}
