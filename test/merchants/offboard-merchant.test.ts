// Does a shop that removed the app become quiet, and is a late word about an earlier removal ignored?
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createInstaller } from "../../app/merchants/install-merchant.server.ts";
import { missingScopes, noteScopes, requiredScopes } from "../../app/merchants/note-scopes.server.ts";
import { offboardMerchant } from "../../app/merchants/offboard-merchant.server.ts";
import { getMerchant } from "../../app/merchants/store.server.ts";
import { newId } from "../../app/platform/ids.server.ts";
import { listOpenProblems } from "../../app/problems/store.server.ts";
import { readFileSync } from "node:fs";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { adminOf, log, receive, runStep, scopes, shopTimeline } from "./merchants-world.ts";

let test: TestDatabase;
const installedAt = new Date("2026-11-10T08:00:00.000Z");
const tools = () => ({ database: test.database, log, now: () => new Date("2026-11-20T10:00:00.000Z") });

beforeAll(async () => {
  test = await createTestDatabase();
  for (const id of ["11", "12", "13", "14", "15", "16"]) await install(id);
});
afterAll(() => test.close());

const domainOf = (shopId: string) => `shop-${shopId}.myshopify.com`;
const findShop = (id: string) => test.database.withoutShop.shop.findUniqueOrThrow({ where: { id } });

async function install(id: string): Promise<void> {
  await createInstaller({ database: test.database, log, now: () => installedAt, prepare: async () => undefined, replay: async () => undefined })({ shopDomain: domainOf(id), scopes: [] }, adminOf({ id, domain: domainOf(id) }));
  await test.database.withoutShop.session.create({ data: { id: `offline_${domainOf(id)}`, shop: domainOf(id), state: "", accessToken: "sealed" } });
}

async function uninstall(shopId: string, when: { triggeredAt?: Date; receivedAt?: Date; bodyId?: number }) {
  const body = { id: when.bodyId ?? Number(shopId), myshopify_domain: domainOf(shopId) };
  const inboxId = await receive(test, { domain: domainOf(shopId), topic: "app/uninstalled", body, ...when });
  return { inboxId, outcome: await runStep(offboardMerchant, tools(), { shopId, inboxId }) };
}

describe("a shop that removes the app", () => {
  const triggeredAt = new Date("2026-11-20T09:00:00.000Z");

  it("is marked, loses its sessions, and every job of its finds out", async () => {
    const { inboxId, outcome } = await uninstall("11", { triggeredAt });
    expect(outcome).toEqual({ kind: "offboarded" });
    expect(await findShop("11")).toMatchObject({ uninstalledAt: triggeredAt, grantedScopes: [] });
    expect(await test.database.withoutShop.session.count({ where: { shop: domainOf("11") } })).toBe(0);
    expect(await test.database.withoutShop.session.count({ where: { shop: domainOf("12") } })).toBe(1);
    expect(await test.database.withoutShop.inboxMessage.findUnique({ where: { id: inboxId } })).toMatchObject({ handledAt: tools().now() });
    await expect(test.database.inShop("11", getMerchant)).rejects.toMatchObject({ code: "shop_not_installed" });
  });

  it("is told so twice, and the timeline says it once", async () => {
    expect((await uninstall("11", { triggeredAt })).outcome).toEqual({ kind: "already_offboarded" });
    expect(await shopTimeline(test, "11")).toEqual(["installed", "uninstalled"]);
  });

  it("stays installed when the removal was before the present install and only arrives now", async () => {
    const late = await uninstall("12", { triggeredAt: new Date("2026-11-10T07:59:59.000Z") });
    expect(late.outcome).toEqual({ kind: "older_than_install" });
    expect(await findShop("12")).toMatchObject({ uninstalledAt: null });
    expect(await test.database.withoutShop.session.count({ where: { shop: domainOf("12") } })).toBe(1);
  });

  it("is judged by the arrival where Shopify named no moment", async () => {
    expect((await uninstall("13", { receivedAt: new Date("2026-11-10T07:00:00Z") })).outcome).toEqual({ kind: "older_than_install" });
    expect((await uninstall("13", { receivedAt: new Date("2026-11-10T09:00:00Z") })).outcome).toEqual({ kind: "offboarded" });
  });

  it("stays installed when the signed body is another shop's", async () => {
    expect((await uninstall("14", { triggeredAt, bodyId: 999 })).outcome).toEqual({ kind: "another_shop" });
    expect(await findShop("14")).toMatchObject({ uninstalledAt: null });
  });
});

describe("what a shop allows", () => {
  const note = async (shopId: string, current: readonly string[], triggeredAt = new Date("2026-11-20T09:00:00.000Z")) => {
    const body = { id: 1, shop_id: `gid://shopify/Shop/${shopId}`, previous: scopes, current };
    const inboxId = await receive(test, { domain: domainOf(shopId), topic: "app/scopes_update", body, triggeredAt });
    return await runStep(noteScopes, tools(), { shopId, inboxId });
  };
  const problems = async (shopId: string) => (await test.database.inShop(shopId, listOpenProblems)).map(({ code, params }) => ({ code, params }));

  it("is saved; a missing scope is a problem, once, until it is granted again", async () => {
    const rest = scopes.filter((scope) => scope !== "write_fulfillments");
    expect(await note("15", rest)).toEqual({ kind: "noted", missing: ["write_fulfillments"] });
    await note("15", rest);
    expect(await findShop("15")).toMatchObject({ grantedScopes: rest });
    expect(await problems("15")).toEqual([{ code: "scopes_missing", params: { scopes: "write_fulfillments" } }]);
    await note("15", scopes);
    expect(await problems("15")).toEqual([]);
  });

  it("is not taken from a message of an earlier install", async () => {
    expect(await note("16", [], new Date("2026-11-09T00:00:00Z"))).toEqual({ kind: "older_than_install" });
    expect(await findShop("16")).toMatchObject({ grantedScopes: scopes });
  });

  it("is a problem when nobody can read it, and nothing when it is gone", async () => {
    const inboxId = await receive(test, { domain: domainOf("16"), topic: "app/scopes_update", body: {} });
    expect(await runStep(noteScopes, tools(), { shopId: "16", inboxId })).toEqual({ kind: "unreadable" });
    expect((await problems("16")).map(({ code }) => code)).toEqual(["unreadable_webhook"]);
    expect(await runStep(noteScopes, tools(), { shopId: "16", inboxId: newId() })).toEqual({ kind: "gone" });
  });

  it("is wanted exactly as shopify.app.toml asks for it", () => {
    const asked = /^scopes = "(.*)"$/m.exec(readFileSync("shopify.app.toml", "utf8"))?.[1]?.split(",");
    expect([...requiredScopes]).toEqual(asked);
  });

  it("includes reading where writing was granted", () => {
    expect(missingScopes(scopes.map((scope) => (scope === "read_orders" ? "write_orders" : scope)))).toEqual([]);
    expect(missingScopes(scopes.map((scope) => (scope === "write_fulfillments" ? "read_fulfillments" : scope)))).toEqual(["write_fulfillments"]);
  });
});
