// Step 4, for suppliers that must be asked: what did you ship since we asked last? The cursor moves with what it brought.
import { z } from "zod";
import type { Database } from "../platform/db.server.ts";
import type { HttpClient } from "../platform/http.ts";
import { keepMessage } from "../platform/messages.server.ts";
import type { Sealer } from "../platform/secrets.server.ts";
import type { Step } from "../platform/step.ts";
import { openProblem } from "../problems/store.server.ts";
import type { ShipmentNotice } from "../suppliers/connector.ts";
import { openConnection } from "../suppliers/open-connection.server.ts";
import { getSupplierForCalling, saveShipmentsCursor } from "../suppliers/store.server.ts";
import { keepNotices } from "./keep-notices.server.ts";

type Tools = { readonly database: Database; readonly sealer: Sealer; readonly http: HttpClient; readonly now: () => Date };
type Input = { shopId: string; supplierId: string };

export type PollOutcome = {
  readonly supplierId: string;
  /** Each with a message of its own: a page of a supplier's list tells of several customers. */
  readonly notices: readonly { readonly messageId: string; readonly notice: ShipmentNotice }[];
  readonly hasMore: boolean;
};

export const pollSupplier: Step<Tools, Input, PollOutcome> = {
  name: "poll-supplier",
  // The clock asks again in a minute anyway.
  policy: { retries: 1 },
  input: z.object({ shopId: z.string(), supplierId: z.uuid() }),
  run: async (tools, { shopId, supplierId }) => {
    const open = await tools.database.inShop(shopId, (tx) => getSupplierForCalling(tx, tools.sealer, supplierId));
    const connection = openConnection(open, tools);
    if (!connection.fetchShipments) return async () => ({ supplierId, notices: [], hasMore: false });
    const { outcome, exchange } = await connection.fetchShipments(open.supplier.shipmentsCursor ?? undefined);
    return async (tx) => {
      const isNews = outcome.notices.length > 0 || outcome.unreadable.length > 0;
      const messageId = isNews ? await keepMessage(tx, { direction: "IN", channel: "SUPPLIER", title: "shipments", ...exchange }) : undefined;
      await saveShipmentsCursor(tx, supplierId, { cursor: outcome.cursor, at: tools.now() });
      for (const [index, unreadable] of outcome.unreadable.entries()) {
        await openProblem(tx, {
          key: `notice:${messageId}:${index}`, code: "notice_unreadable", params: { supplier: open.supplier.name, why: unreadable.problems.map(({ path, text }) => `${path}: ${text}`).join("; ") },
          whoActs: "SUPPLIER",
        });
      }
      return { supplierId, notices: await keepNotices(tx, outcome.notices), hasMore: !outcome.isLast };
    };
  },
};
