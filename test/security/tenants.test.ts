// One shop's owner asks, by another shop's ids, at every door there is and through every step of the pipeline: nothing is read,
// nothing is changed. Doors, buttons, fields and steps are enumerated from the sources, so that a new one is tried from its first day.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { entries } from "../../app/pipeline.server.ts";
import { tokenOf as detailsTokenOf } from "../../app/orders/details-link-store.server.ts";
import { tokenOf as supplierTokenOf } from "../../app/supplier-orders/supplier-link.server.ts";
import { signWebhook } from "../../app/suppliers/connectors/rest-api/read-webhook.server.ts";
import { asJob } from "../../app/platform/queue.server.ts";
import { createRunner } from "../../app/worker.server.ts";
import { signPush } from "../../app/carriers/seventeen-track/verify-push.server.ts";
import { signCustomerToken } from "../local-store/oauth/session-token.ts";
import { signedQuery } from "../local-store/storefront/storefront.ts";
import { listDoors, type Door, type DoorHandler } from "./list-doors.ts";
import { buyer, openTwoShops, stateOfFirst, stranger, tracesWithStranger, type TwoShops } from "./two-shops.ts";

let shops: TwoShops;
let doors: readonly Door[];
let before: Record<string, string>;
beforeAll(async () => {
  shops = await openTwoShops();
  doors = await listDoors();
  before = await stateOfFirst(shops);
});
afterAll(() => shops.story.close());

type Said = { readonly status: number; readonly text: string };

/** As Remix calls it; what it throws on purpose is an answer too. */
async function call(handler: DoorHandler, given: { path: string; params?: Record<string, string>; init?: RequestInit }): Promise<Said> {
  const request = new Request(`${shops.story.tools.env.SHOPIFY_APP_URL}${given.path}`, given.init);
  const context = { tools: shops.story.tools, requestId: "r", apiKey: shops.story.tools.env.SHOPIFY_API_KEY };
  const answer = await Promise.resolve(handler({ request, context, params: given.params ?? {} })).catch((thrown: unknown) => thrown);
  if (answer instanceof Error) throw answer;
  if (answer instanceof Response) return { status: answer.status, text: await answer.text() };
  return { status: 200, text: JSON.stringify(answer, (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value)) };
}

async function signedInAs(domain: string): Promise<Record<string, string>> {
  return { "user-agent": "Mozilla/5.0 Chrome/131.0", authorization: `Bearer ${await shops.story.store.shop(domain).sessionToken()}` };
}

const idsIn = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, shops.idFor(name)]));
const addressOf = (door: Door) => `/${door.file.replace(/\.tsx?$/, "").replaceAll(".", "/")}`;
const knowsNothing = (said: Said) => shops.secrets.filter((secret) => said.text.toLowerCase().includes(secret.toLowerCase()));
const isUnchanged = async () => expect(await stateOfFirst(shops)).toEqual(before);

/** Values that pass for a form's other fields, so that it is the id that decides. */
const plain: Record<string, string> = {
  cost: "1.00", currency: "USD", rate: "1.1", quotedOn: "2026-11-20", shipsTo: "", kind: "HOLD", language: "en", locale: "en", on: "true", format: "csv",
  as: "sent", says: "accepted", name: "A name", note: "A note", decisions: "[]", columns: "[]", rules: "[]", switches: "{}", holds: "[]", automation: "[]", all: "", search: "", text: "1001 1Z9999999999999999",
};
/** itemId and specId are a supplier's own text. */
const isId = (name: string) => (name.endsWith("Id") && !["itemId", "specId"].includes(name)) || ["variant", "supplier", "orders", "parcel"].includes(name);

function formOf(door: Door, { intent, leftOut = [] }: { intent: string; leftOut?: readonly string[] }): FormData {
  const form = new FormData();
  form.set("intent", intent);
  for (const name of door.fields) {
    if (leftOut.includes(name)) continue;
    form.set(name, isId(name) ? shops.idFor(name) : name === "file" ? new File(["order,number\n1001,1Z9999999999999999"], "a.csv") as never : plain[name] ?? "1");
  }
  return form;
}

describe("pages", () => {
  it("of the first shop show what is secret to the other: the trial can fail", async () => {
    const page = doors.find(({ file }) => file.startsWith("app.orders.$orderId"));
    const said = await call(page?.loader ?? (() => null), { path: "/app/orders/x", params: idsIn(["orderId"]), init: { headers: await signedInAs("demo.myshopify.com") } });
    expect(said.status).toBe(200);
    expect(knowsNothing(said)).toEqual(expect.arrayContaining(["Harbor Goods", shops.idFor("shopifyOrderId")]));
    before = await stateOfFirst(shops);
  });

  it("that name a record in their address are not found by another shop's owner", async () => {
    const answers = [];
    for (const door of doors.filter(({ isPage, params, loader }) => isPage && params.length > 0 && loader)) {
      const said = await call(door.loader ?? (() => null), { path: addressOf(door), params: idsIn(door.params), init: { headers: await signedInAs(stranger) } });
      answers.push([door.file, said.status]);
    }
    expect(answers.length).toBeGreaterThanOrEqual(6);
    expect(answers).toEqual(answers.map(([file]) => [file, 404]));
    await isUnchanged();
  });

  it("that name none show nothing of the first shop's, whatever the query asks for", async () => {
    const names = ["orderId", "supplierId", "variantId", "batchId", "importId", "import", "viewId", "after", "before", "supplier", "variant", "bulkActionId"];
    const query = new URLSearchParams(names.map((name) => [name, name === "after" || name === "before" ? shops.idFor("orderId") : shops.idFor(name)]));
    for (const asked of ["", `?${query}`, `?what=report&${query}`]) {
      for (const door of doors.filter(({ isPage, params, loader }) => isPage && params.length === 0 && loader)) {
        const said = await call(door.loader ?? (() => null), { path: `${addressOf(door)}${asked}`, init: { headers: await signedInAs(stranger) } });
        expect([door.file, said.status < 500, knowsNothing(said)]).toEqual([door.file, true, []]);
      }
    }
    await isUnchanged();
  });

  it("whose every button is pressed with the first shop's ids change nothing there and tell nothing", async () => {
    const acting = doors.filter(({ isPage, action }) => isPage && action);
    expect(acting.length).toBeGreaterThan(15);
    const faults: unknown[] = [];
    for (const door of acting) {
      const headers = await signedInAs(stranger);
      for (const intent of door.intents.length > 0 ? door.intents : [""]) {
        for (const leftOut of [[], ["problemId"], ["all", "search", "kind"]]) {
          const body = formOf(door, { intent, leftOut });
          const said = await call(door.action ?? (() => null), { path: addressOf(door), params: idsIn(door.params), init: { method: "POST", headers, body } })
            .catch((error: unknown) => ({ status: 500, text: String(error).slice(0, 300) }));
          if (said.status >= 500 || knowsNothing(said).length > 0) faults.push(`${door.file} ${intent} without ${leftOut.join()}: ${said.status} ${said.text.slice(0, 200)}`);
        }
      }
    }
    expect(faults).toEqual([]);
    await isUnchanged();
  });
});

describe("steps", () => {
  type Shape = Record<string, { _zod: { optin?: string } }>;
  const others: Record<string, unknown> = {
    key: "k", from: "1Z9999999999999999", to: "1Z9999999999999998", attempt: 1, revision: 0, kind: "reminder", events: [{ status: "DELIVERED", happenedAt: "2026-11-30T10:00:00Z", description: "Delivered", providerCode: "x" }], reason: "no", by: "x", note: "x", code: "out_of_stock", params: {},
    lines: [], message: "no", mark: "x", number: 1, language: "en", at: new Date().toISOString(),
  };

  /** The stranger's own id for the shop, and the first shop's for everything else. */
  function inputOf(step: (typeof entries)[number]["step"]): Record<string, unknown> {
    const { shape } = step.input as unknown as { shape: Shape };
    const input: Record<string, unknown> = { shopId: shops.strangerId };
    for (const [name, schema] of Object.entries(shape)) {
      if (name === "shopId" || (schema._zod.optin === "optional" && !name.endsWith("Id"))) continue;
      if (name === "shopifyVariantId") input[name] = "gid://shopify/ProductVariant/1";
      else if (name === "notice") input[name] = { reference: shops.reference, shipmentReference: "S9", parcels: [{ trackingNumber: "1Z9999999999999999", carrier: "UPS", lines: [{ lineReference: "1", quantity: 1 }] }], problems: [] };
      else if (name.endsWith("Id")) input[name] = shops.idFor(name);
      else if (name in others) input[name] = others[name];
      else throw new Error(`${step.name}: say what the ${name} of another shop is`);
    }
    return input;
  }

  it("take the first shop's ids from a job of the other's, and find nothing", async () => {
    const { tools } = shops.story;
    const run = createRunner(tools);
    for (const { step } of entries) {
      const input = inputOf(step);
      expect([step.name, (step.input as { safeParse(value: unknown): { success: boolean; error?: unknown } }).safeParse(input)]).toMatchObject([step.name, { success: true }]);
      await tools.database.inShop(shops.strangerId, (tx) => tools.queue.enqueue(tx, [{ step: step.name, input: input as { shopId: string }, key: `tenants:${step.name}` }]));
      const rows = await tools.queue.boss.fetch<unknown>(step.name, { batchSize: 5, includeMetadata: true, ignoreStartAfter: true });
      expect([step.name, rows.length > 0]).toEqual([step.name, true]);
      for (const row of rows) await run(asJob(step.name, row));
    }
    await isUnchanged();
    // What these jobs led to, too. A webhook's body under a wrong name becomes an order until that shop's Admin API denies it.
    await shops.story.drain();
    expect(await tracesWithStranger(shops)).toEqual([]);
    await isUnchanged();
  });
});

describe("doors outside the admin", () => {
  /** How each is tried with the first shop's ids under the other's name; a new door fails here until it has its line. */
  const tried: Record<string, (door: Door) => Promise<readonly Said[]>> = {
    "_index.tsx": async (door) => [await call(door.loader ?? (() => null), { path: `/?orderId=${shops.idFor("orderId")}` })],
    // Sends the browser to sign in; what it may read afterwards is tried above.
    "auth.$.tsx": async (door) => [await call(door.loader ?? (() => null), { path: `/auth/login?shop=${stranger}` })],
    "c.$token.ts": (door) => byLink(door, detailsTokenOf(shops.story.tools.signer, { shopId: shops.strangerId, linkId: shops.idFor("DetailsLink") })),
    "s.$token.ts": (door) => byLink(door, supplierTokenOf(shops.story.tools.signer, { shopId: shops.strangerId, linkId: shops.idFor("SupplierLink") })),
    "s.$token_.$file.ts": (door) => byLink(door, supplierTokenOf(shops.story.tools.signer, { shopId: shops.strangerId, linkId: shops.idFor("SupplierLink") })),
    "suppliers.$shopId.$supplierId.webhook.ts": async (door) => {
      const timestamp = String(Math.floor(Date.now() / 1000));
      const body = JSON.stringify({ type: "shipments", shipments: [{ reference: shops.reference, shipmentReference: "S7", parcels: [{ trackingNumber: "1Z9999999999999999", lines: [{ lineReference: "1", quantity: 1 }] }] }] });
      const headers = { "daifa-timestamp": timestamp, "daifa-signature": signWebhook(shops.story.harbor.credentials.webhookSecret, timestamp, Buffer.from(body)) };
      return [await call(door.action ?? (() => null), { path: "/x", params: { shopId: shops.strangerId, supplierId: shops.story.harborId }, init: { method: "POST", headers, body } })];
    },
    "carriers.seventeen-track.webhook.ts": async (door) => {
      const body = JSON.stringify({ event: "TRACKING_UPDATED", data: { number: "1Z9999999999999999", carrier: 100002, tag: `${shops.strangerId}:${shops.idFor("parcelId")}`, track_info: { latest_status: { status: "Delivered", sub_status: "Delivered_Other" }, latest_event: { time_utc: "2026-11-30T18:34:00Z", description: "Package delivered", stage: "Delivered" } } } });
      const headers = { sign: signPush(Buffer.from(body), shops.story.environment.SEVENTEEN_TRACK_TOKEN) };
      return [await call(door.action ?? (() => null), { path: "/carriers", init: { method: "POST", headers, body } })];
    },
    "customer.parcels.ts": async (door) => {
      const token = signCustomerToken(stranger, "gid://shopify/Customer/1", { apiKey: shops.story.tools.env.SHOPIFY_API_KEY, apiSecret: shops.story.tools.env.SHOPIFY_API_SECRET, nowMs: Date.now() });
      return [await call(door.loader ?? (() => null), { path: `/customer/parcels?order=${encodeURIComponent(shops.idFor("shopifyOrderId"))}`, init: { headers: { "user-agent": "Mozilla/5.0 Chrome/131.0", authorization: `Bearer ${token}` } } })];
    },
    "proxy.$.ts": async (door) => {
      const query = signedQuery(new URLSearchParams(), { shop: stranger, customer: "", now: Date.now(), secret: shops.story.tools.env.SHOPIFY_API_SECRET });
      const body = new URLSearchParams({ order: "#1001", proof: buyer.email });
      return [await call(door.action ?? (() => null), { path: `/proxy?${query}`, init: { method: "POST", body } })];
    },
  };

  async function byLink(door: Door, token: string): Promise<Said[]> {
    const path = `/x/${token}`;
    const post = { method: "POST", body: new URLSearchParams({ act: "accept" }) };
    const said = [await call(door.loader ?? (() => null), { path, params: { token, file: "order.pdf" } })];
    if (door.action) said.push(await call(door.action, { path, params: { token }, init: post }));
    expect([door.file, said.map(({ status }) => status)]).toEqual([door.file, said.map(() => 404)]);
    return said;
  }

  it("are all known to this trial, and give nothing away", async () => {
    const open = doors.filter(({ isPage }) => !isPage);
    expect(open.map(({ file }) => file).toSorted()).toEqual(Object.keys(tried).toSorted());
    for (const door of open) {
      const said = (await tried[door.file]?.(door)) ?? [];
      expect([door.file, said.length > 0, said.flatMap(knowsNothing)]).toEqual([door.file, true, []]);
    }
    await shops.story.drain();
    await isUnchanged();
  });
});
