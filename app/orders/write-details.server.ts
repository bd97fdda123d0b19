// What the customer told goes to Shopify, where his order lives; our copy follows from there.
// orderUpdate has no idempotency key, so whoever finds a call without an answer reads the order before repeating it.
import { z } from "zod";
import type { GivenDetails } from "@prisma/client";
import { getMerchant } from "../merchants/store.server.ts";
import { recordActivity, system } from "../platform/activity.server.ts";
import { lockOrder, type Database, type ShopTransaction } from "../platform/db.server.ts";
import type { Sealer } from "../platform/secrets.server.ts";
import { patientPolicy, type CrashSeam, type Save, type Step } from "../platform/step.ts";
import { openProblem, resolveProblems } from "../problems/store.server.ts";
import { OutcomeUnknownError } from "../shopify/admin-errors.ts";
import type { AdminApi, ShopAddress } from "../shopify/admin.server.ts";
import { orderReceiver, updateOrderDetails } from "../shopify/graphql/order-details.ts";
import { isForShopify, type Details } from "./asked-details.ts";
import { findGiven, moveGiven, openGiven } from "./given-store.server.ts";
import { findOrder } from "./store.server.ts";
import { isWritten, toOrderUpdate } from "./to-order-update.ts";

type Tools = { readonly database: Database; readonly sealer: Pick<Sealer, "open">; readonly admin: AdminApi; readonly now: () => Date; readonly crash?: CrashSeam };
const inputSchema = z.object({ shopId: z.string(), orderId: z.uuid(), givenId: z.uuid() });
type Input = z.infer<typeof inputSchema>;

/** kept: Shopify has no place for it. */
export type WrittenDetails = { readonly kind: "written" | "kept" | "refused" | "unknown" | "nothing_to_do"; readonly orderId: string; readonly givenId: string; readonly shopifyOrderId: string };

type Work = { readonly shop: ShopAddress; readonly row: GivenDetails; readonly details: Details; readonly shopifyOrderId: string; readonly orderName: string; readonly countryCode: string };

export const writeDetails: Step<Tools, Input, WrittenDetails> = {
  name: "write-details",
  policy: patientPolicy,
  input: inputSchema,
  run: async (tools, { shopId, orderId, givenId }) => {
    const work = await tools.database.inShop(shopId, (tx) => load(tx, tools.sealer, givenId));
    const say = (kind: WrittenDetails["kind"]): WrittenDetails => ({ kind, orderId, givenId, shopifyOrderId: work?.shopifyOrderId ?? "" });
    if (!work) return async () => say("nothing_to_do");
    if (!isForShopify(work.details, work.countryCode)) return async (tx) => say(await saveWritten(tx, work, { kind: "kept", at: tools.now() }));
    const { order: shown } = await tools.admin.query(work.shop, orderReceiver, { id: work.shopifyOrderId });
    if (!shown) return async (tx) => say(await saveRefused(tx, work, { code: "not_in_shop", text: "", at: tools.now() }));
    // Also where nothing was sent yet: the merchant may have typed the same into Shopify meanwhile.
    if (isWritten(work.details, shown)) return async (tx) => say(await saveWritten(tx, work, { kind: "written", at: tools.now() }));
    const row = await tools.database.inShop(shopId, (tx) => begin(tx, work.row));
    if (!row) return async () => say("nothing_to_do");
    await tools.crash?.("write-details:intent-saved");
    return await send(tools, { ...work, row }, { input: toOrderUpdate(work.shopifyOrderId, work.details, shown), say });
  },
};

async function load(tx: ShopTransaction, sealer: Pick<Sealer, "open">, givenId: string): Promise<Work | undefined> {
  const { domain } = await getMerchant(tx);
  const row = await findGiven(tx, givenId);
  const order = row && (await findOrder(tx, row.orderId));
  const details = row && ["GIVEN", "SENDING", "UNKNOWN"].includes(row.state) ? openGiven(sealer, row) : undefined;
  if (!row || !order || !details) return undefined;
  return { shop: { id: tx.shopId, domain }, row, details, shopifyOrderId: order.shopifyOrderId, orderName: order.name, countryCode: order.address?.countryCode ?? "" };
}

async function begin(tx: ShopTransaction, row: GivenDetails): Promise<GivenDetails | undefined> {
  await lockOrder(tx, row.orderId);
  return (await moveGiven(tx, { from: row, to: "SENDING" })) ? { ...row, state: "SENDING", attempt: row.attempt + 1 } : undefined;
}

type Sending = { readonly input: ReturnType<typeof toOrderUpdate>; readonly say: (kind: WrittenDetails["kind"]) => WrittenDetails };

async function send({ admin, now, crash }: Tools, work: Work, { input, say }: Sending): Promise<Save<WrittenDetails>> {
  try {
    const { orderUpdate: answer } = await admin.mutate(work.shop, updateOrderDetails, { input });
    await crash?.("write-details:answered");
    const errors = answer?.userErrors ?? [];
    return async (tx) => say(errors.length === 0
      ? await saveWritten(tx, work, { kind: "written", at: now() })
      : await saveRefused(tx, work, { code: "refused_by_shopify", text: errors.map(({ message }) => message).join(" "), at: now() }));
  } catch (error) {
    if (!(error instanceof OutcomeUnknownError)) throw error;
    return async (tx) => say((await moveGiven(tx, { from: work.row, to: "UNKNOWN" })) ? "unknown" : "nothing_to_do");
  }
}

const problemKey = (orderId: string): string => `details:${orderId}`;

async function saveWritten(tx: ShopTransaction, { row }: Work, { kind, at }: { kind: "written" | "kept"; at: Date }): Promise<WrittenDetails["kind"]> {
  await lockOrder(tx, row.orderId);
  if (!(await moveGiven(tx, { from: row, to: "WRITTEN", at }))) return "nothing_to_do";
  await resolveProblems(tx, [problemKey(row.orderId)], "shopify");
  await recordActivity(tx, { subject: "order", subjectId: row.orderId, orderId: row.orderId, actor: system, code: kind === "kept" ? "details_kept" : "details_written", params: { missing: row.fields.join(", ") }, at });
  return kind;
}

/** Shopify's words may repeat what was typed, so they stand in the problem, which goes with the customer's data. */
async function saveRefused(tx: ShopTransaction, { row, orderName }: Work, { code, text, at }: { code: string; text: string; at: Date }): Promise<WrittenDetails["kind"]> {
  await lockOrder(tx, row.orderId);
  if (!(await moveGiven(tx, { from: row, to: "REFUSED", at, refusalCode: code }))) return "nothing_to_do";
  await openProblem(tx, { key: problemKey(row.orderId), code: "details_refused", params: { order: orderName, text }, whoActs: "MERCHANT", orderId: row.orderId });
  return "refused";
}

/** Seconds until an unknown outcome is looked at. */
export const readDetailsAgainAfterS = 10;
