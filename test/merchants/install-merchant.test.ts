// Is a shop known after its first token, however often and by how many at once it is told?
import { afterAll, beforeAll, expect, it } from "vitest";
import { createInstaller } from "../../app/merchants/install-merchant.server.ts";
import { offboardMerchant } from "../../app/merchants/offboard-merchant.server.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { adminOf, log, receive, runStep, scopes, shopTimeline, type Facts } from "./merchants-world.ts";

let test: TestDatabase;
let clock = new Date("2026-11-01T08:00:00.000Z");
beforeAll(async () => {
  test = await createTestDatabase({ maxConnections: 8 });
});
afterAll(() => test.close());

const later = (hours: number) => {
  clock = new Date(clock.getTime() + hours * 3_600_000);
  return clock;
};
const install = (facts: Facts) =>
  createInstaller({ database: test.database, log, now: () => clock, prepare: async () => undefined, replay: async () => undefined })({ shopDomain: facts.domain, scopes: [] }, adminOf(facts));
const findShop = (id: string) => test.database.withoutShop.shop.findUnique({ where: { id } });

async function uninstall(facts: Facts): Promise<void> {
  const inboxId = await receive(test, { domain: facts.domain, topic: "app/uninstalled", body: { id: Number(facts.id), myshopify_domain: facts.domain }, triggeredAt: clock });
  await runStep(offboardMerchant, { database: test.database, log, now: () => clock }, { shopId: facts.id, inboxId });
}

it("a new shop is saved under Shopify's number with what Shopify says of it, and starts in review", async () => {
  const facts = { id: "9007199254740993", domain: "a.myshopify.com" };
  await install(facts);
  expect(await findShop(facts.id)).toMatchObject({
    domain: facts.domain, name: "Sample Shop", currency: "EUR", timeZone: "Europe/Berlin", locale: "en", grantedScopes: scopes, installedAt: clock, uninstalledAt: null,
  });
  const settings = await test.database.inShop(facts.id, (tx) => tx.db.merchantSettings.findUnique({ where: { shopId: facts.id } }));
  expect(settings).toMatchObject({ sendingMode: "REVIEW", sendFromOrderNumber: null });
  expect(await shopTimeline(test, facts.id)).toEqual(["installed"]);
});

it("a token exchange after idle hours brings the facts up to date and is no new install", async () => {
  const facts = { id: "2", domain: "b.myshopify.com" };
  const installedAt = clock;
  await install(facts);
  later(30);
  await install({ ...facts, name: "New Name" });
  expect(await findShop("2")).toMatchObject({ name: "New Name", installedAt });
  expect(await shopTimeline(test, "2")).toEqual(["installed"]);
});

it("eight token exchanges at once make one shop and one line in the timeline, at install and at reinstall", async () => {
  const facts = { id: "3", domain: "c.myshopify.com" };
  await Promise.all(Array.from({ length: 8 }, () => install(facts)));
  expect(await shopTimeline(test, "3")).toEqual(["installed"]);
  later(1);
  await uninstall(facts);
  later(1);
  await Promise.all(Array.from({ length: 8 }, () => install(facts)));
  expect(await shopTimeline(test, "3")).toEqual(["installed", "uninstalled", "reinstalled"]);
});

it("a shop that comes back is installed again, with its settings as they were", async () => {
  const facts = { id: "4", domain: "d.myshopify.com" };
  await install(facts);
  await test.database.inShop("4", (tx) => tx.db.merchantSettings.update({ where: { shopId: "4" }, data: { language: "zh-CN" } }));
  later(2);
  await uninstall(facts);
  expect(await findShop("4")).toMatchObject({ uninstalledAt: clock, grantedScopes: [] });
  later(2);
  await install(facts);
  expect(await findShop("4")).toMatchObject({ uninstalledAt: null, installedAt: clock, grantedScopes: scopes });
  const settings = await test.database.inShop("4", (tx) => tx.db.merchantSettings.findUnique({ where: { shopId: "4" } }));
  expect(settings?.language).toBe("zh-CN");
});

it("a renamed shop stays the same shop", async () => {
  await install({ id: "5", domain: "old-name.myshopify.com" });
  await install({ id: "5", domain: "new-name.myshopify.com" });
  expect(await findShop("5")).toMatchObject({ domain: "new-name.myshopify.com" });
});

it("a name that another shop took belongs to that shop, also before we heard of the renaming", async () => {
  await install({ id: "6", domain: "popular.myshopify.com" });
  await install({ id: "7", domain: "popular.myshopify.com" });
  expect(await test.database.withoutShop.shop.findUnique({ where: { domain: "popular.myshopify.com" } })).toMatchObject({ id: "7" });
  await install({ id: "6", domain: "renamed.myshopify.com" });
  expect(await findShop("6")).toMatchObject({ domain: "renamed.myshopify.com", uninstalledAt: null });
});

it("a shop that Shopify names by no shop id is not saved", async () => {
  await expect(install({ id: "x", domain: "broken.myshopify.com" })).rejects.toThrow("no shop id");
  expect(await test.database.withoutShop.shop.findUnique({ where: { domain: "broken.myshopify.com" } })).toBeNull();
});
