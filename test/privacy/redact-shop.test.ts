// 48 hours after an uninstall: is really everything of the shop gone, and nothing when the app is back?
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { saveInstalledShop } from "../../app/merchants/store.server.ts";
import { newId } from "../../app/platform/ids.server.ts";
import { redactShop } from "../../app/privacy/redact-shop.server.ts";
import { runStep } from "../merchants/merchants-world.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { findTraces, insertMarkedRows, snapshot } from "./marked-rows.ts";
import { addShop, at, domainOf, receive, toolsOf } from "./privacy-world.ts";

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.close());

const hours = (count: number) => new Date(at.getTime() + count * 3_600_000);
const uninstalledAt = hours(-48);

async function addSession(shopId: string, mark: string): Promise<void> {
  await test.database.withoutShop.session.create({
    data: { id: `offline_${domainOf(shopId)}`, shop: domainOf(shopId), state: "", accessToken: mark, email: mark },
  });
}

const body = (shopId: string) => ({ shop_id: Number(shopId), shop_domain: domainOf(shopId) });
const ask = (shopId: string, named = shopId) => receive(test, { shopId, topic: "shop/redact", body: body(named) });

describe("a shop that removed the app two days ago", () => {
  const shopId = "81";
  let neighbor: Record<string, unknown[]>;
  let neighborId: string;
  let inboxId: string;

  beforeAll(async () => {
    await addShop(test, shopId, { uninstalledAt, name: "goes-shop" });
    await addShop(test, "82", { name: "stays-shop" });
    for (let index = 0; index < 60; index += 1) await insertMarkedRows(test.adminUrl, { shopId, mark: `goes-row-${index}`, orderNumber: String(500 + index) });
    neighborId = await insertMarkedRows(test.adminUrl, { shopId: "82", mark: "stays-row", orderNumber: "500" });
    await addSession(shopId, "goes-token");
    await addSession("82", "stays-token");
    await receive(test, { shopId, topic: "orders/create", body: "goes-body" });
    await receive(test, { shopId: "82", topic: "orders/create", body: "stays-body" });
    neighbor = await snapshot(test.adminUrl, neighborId);
    inboxId = await ask(shopId);
    expect(await runStep(redactShop, toolsOf(test), { shopId, inboxId })).toEqual({ kind: "wiped" });
  });

  it("leaves no trace in any column: orders, suppliers, settings, activity, raw webhooks, sessions", async () => {
    for (const mark of ["goes-", domainOf(shopId)]) expect(await findTraces(test.adminUrl, mark)).toEqual([]);
  });

  it("leaves its number and the date on which it was done, and nothing more", async () => {
    const shop = await test.database.withoutShop.shop.findUnique({ where: { id: shopId } });
    const tasks = await test.database.inShop(shopId, (tx) => tx.db.privacyTask.findMany());
    expect(shop).toMatchObject({ id: shopId, name: "", redactedAt: at, uninstalledAt: at, grantedScopes: [] });
    expect(tasks).toMatchObject([{ topic: "SHOP_REDACT", ordersFound: 60, doneAt: at }]);
  });

  it("does not touch another shop", async () => {
    expect(await snapshot(test.adminUrl, neighborId)).toEqual(neighbor);
    for (const mark of ["stays-shop", "stays-token", "stays-body"]) expect(await findTraces(test.adminUrl, mark)).not.toEqual([]);
  });

  it("is asked to go once more, and there is nothing left to do", async () => {
    expect(await runStep(redactShop, toolsOf(test), { shopId, inboxId })).toEqual({ kind: "gone" });
  });

  it("can install the app again later, as a new shop", async () => {
    const facts = { shopId, domain: domainOf(shopId), name: "Back", currency: "USD", timeZone: "UTC", locale: "en", grantedScopes: [] };
    await saveInstalledShop(test.database, facts, hours(5));
    expect(await test.database.withoutShop.shop.findUnique({ where: { id: shopId } })).toMatchObject({ name: "Back", uninstalledAt: null, redactedAt: null });
  });
});

describe("nothing is wiped, and the log says so,", () => {
  const cases = [
    { name: "when the app was installed again since", shopId: "83", given: { installedAt: hours(-20), uninstalledAt: null } },
    { name: "when it was installed again and removed again after the request was sent", shopId: "84", given: { installedAt: hours(1), uninstalledAt: hours(2) } },
  ];
  it.each(cases)("$name", async ({ shopId, given }) => {
    await addShop(test, shopId, given);
    const id = await insertMarkedRows(test.adminUrl, { shopId, mark: `kept-${shopId}`, orderNumber: "600" });
    await addSession(shopId, "token");
    const before = await snapshot(test.adminUrl, id);
    const inboxId = await ask(shopId);
    const tools = toolsOf(test);
    expect(await runStep(redactShop, tools, { shopId, inboxId })).toEqual({ kind: "kept" });
    expect(await snapshot(test.adminUrl, id)).toEqual(before);
    expect(await test.database.withoutShop.session.count({ where: { shop: domainOf(shopId) } })).toBe(1);
    expect(await test.database.withoutShop.inboxMessage.findUnique({ where: { id: inboxId } })).toMatchObject({ handledAt: at });
    expect(tools.lines.join("")).toContain("is not carried out");
  });

  it("when the signed body names another shop than the header", async () => {
    await addShop(test, "85", { uninstalledAt });
    const id = await insertMarkedRows(test.adminUrl, { shopId: "85", mark: "kept-85", orderNumber: "600" });
    const before = await snapshot(test.adminUrl, id);
    const inboxId = await ask("85", "999");
    expect(await runStep(redactShop, toolsOf(test), { shopId: "85", inboxId })).toEqual({ kind: "kept" });
    expect(await snapshot(test.adminUrl, id)).toEqual(before);
  });
});

it("a run that was cut off is taken up again by the next one", async () => {
  const shopId = "86";
  await addShop(test, shopId, { uninstalledAt });
  for (const number of ["1", "2", "3"]) await insertMarkedRows(test.adminUrl, { shopId, mark: `cut-row-${number}`, orderNumber: number });
  const inboxId = await ask(shopId);
  let transactions = 0;
  const failing: TestDatabase["database"] = {
    ...test.database,
    inShop: (id, work, options) => {
      transactions += 1;
      return transactions > 4 ? Promise.reject(new Error("the process ends here")) : test.database.inShop(id, work, options);
    },
  };
  await expect(redactShop.run({ ...toolsOf(test), database: failing }, { shopId, inboxId })).rejects.toThrow("ends here");
  expect(await runStep(redactShop, toolsOf(test), { shopId, inboxId })).toEqual({ kind: "wiped" });
  expect(await findTraces(test.adminUrl, "cut-row")).toEqual([]);
});

it("a request that is gone was carried out by an earlier run", async () => {
  await addShop(test, "87", { uninstalledAt });
  expect(await runStep(redactShop, toolsOf(test), { shopId: "87", inboxId: newId() })).toEqual({ kind: "gone" });
});
