// A Brazilian order waits for the buyer's number: he is sent a link, types it in, Shopify has it, and the supplier's order
// carries it. Forged, expired, revoked and repeated answers change nothing.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDetailsLink, readToken, revokeDetailsLinks, tokenOf } from "../../app/orders/details-link-store.server.ts";
import { clock } from "../../app/triggers.server.ts";
import { linkTokens } from "../../app/platform/link-token.server.ts";
import { serveDetails } from "../../app/ui/details/serve-details.server.ts";
import { judgeByAxe } from "../support/axe.ts";
import { launchBrowser } from "../support/browser.ts";
import { declareGoods } from "../support/declare-goods.ts";
import { bookedFor, by, callsOf, enqueue, letTimePass, ourOrderId, problemCodes, startStory, unbalanced, unitsOf, type Story } from "../support/story.ts";
import { cutOff } from "../support/merchant-in-browser.ts";
import { map } from "../support/world.ts";

let story: Story;
let now = new Date();
let browser: Browser | undefined;
let isDeadly = (point: string): boolean => point === "";
beforeAll(async () => {
  story = await startStory({ now: () => now, crash: (point) => {
    if (isDeadly(point)) throw new Error(`the process died at ${point}`);
  } });
  await map(story, "LAMP-USBC", { supplierId: story.yiwuId, itemId: "YW-LAMP-USBC" });
  await declareGoods(story, "LAMP-USBC");
  await story.inShop((tx) => tx.db.supplier.updateMany({ where: { id: story.yiwuId }, data: { shipsFromCountryCode: "CN" } }));
});
afterAll(async () => {
  await browser?.close();
  await story.close();
});

const brazil = { firstName: "Test", lastName: "Buyer", address1: "Rua Exemplo 1", city: "São Paulo", provinceCode: "SP", zip: "01001-000", countryCode: "BR", phone: "+5511987654321" };

async function orderTo(address: object) {
  const order = await story.shop.placeOrder({ lines: [{ sku: "LAMP-USBC", quantity: 1 }], isWholeAddress: true, shippingAddress: address });
  await story.drain();
  return order;
}

async function askFor(shopifyOrderId: string): Promise<string> {
  const orderId = await ourOrderId(story, shopifyOrderId);
  const linkId = await story.inShop((tx) => openDetailsLink(tx, orderId, { name: by.name, at: now }));
  return tokenOf(story.tools.signer, { shopId: story.shopId, linkId });
}

const look = (token: string, query = "") => serveDetails(story.tools, new Request(`http://app.invalid/c/${token}${query}`), token);
const post = (token: string, fields: Record<string, string>) =>
  serveDetails(story.tools, new Request(`http://app.invalid/c/${token}`, { method: "POST", body: new URLSearchParams(fields) }), token);

const fieldsIn = async (answer: Response): Promise<string[]> => [...(await answer.text()).matchAll(/<(?:input|select)[^>]* name="([^"]+)"/g)].map(([, name]) => name ?? "");
const holdsOf = async (shopifyOrderId: string) => (await story.inShop((tx) => tx.db.orderHold.findMany({ where: { order: { shopifyOrderId }, endedAt: null } }))).map(({ code }) => code);
const shownAtShopify = async (id: string) => (await story.shop.order(id)) as unknown as { localizedFields?: { key: string; value: string }[]; shippingAddress: Record<string, string | null> };
const documentsOf = async (orderName: string) => (await story.yiwu.client.readBook()).orders.filter(({ order }) => order.identity.orderName === orderName).map(({ order }) => order.identityDocuments);

async function faultsOnPhone(opened: Browser, url: string, language: string): Promise<string[]> {
  const page = await opened.newPage({ viewport: { width: 390, height: 844 } });
  await page.goto(url);
  expect(await page.locator("html").getAttribute("lang")).toBe(language);
  const faults = [...(await judgeByAxe(page)), ...(await cutOff(page))];
  await page.close();
  return faults;
}

describe("what customs ask of the buyer", () => {
  it("is typed into a real browser, written to Shopify, ends the hold and goes with the supplier's order", async () => {
    const order = await orderTo(brazil);
    expect([await holdsOf(order.id), await unitsOf(story, order.id)]).toEqual([["identity_missing"], { "WAITING held.identity_missing": 1 }]);
    const token = await askFor(order.id);

    browser = await launchBrowser();
    for (const language of ["en", "zh-CN"]) expect(await faultsOnPhone(browser, `${story.proxyUrl}/c/${token}?lang=${language}`, language)).toEqual([]);
    const page = await browser.newPage({ viewport: { width: 360, height: 700 }, javaScriptEnabled: false, locale: "en-US" });
    await page.goto(`${story.proxyUrl}/c/${token}`);
    expect(await page.getByRole("textbox").count()).toBe(1);
    await page.getByLabel("CPF or CNPJ").fill("111.444.777-36");
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByText("This cannot be the number").waitFor();
    await page.getByLabel("CPF or CNPJ").fill("111.444.777-35");
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByRole("status").getByText("Thank you").waitFor();
    await story.drain();

    expect((await shownAtShopify(order.id)).localizedFields).toEqual([{ key: "SHIPPING_CREDENTIAL_BR", value: "11144477735" }]);
    expect(await holdsOf(order.id)).toEqual([]);
    expect(await documentsOf(order.name)).toEqual([[{ countryCode: "BR", kind: "cpf", value: "11144477735" }]]);
    const [given] = await story.inShop((tx) => tx.db.givenDetails.findMany({ where: { order: { shopifyOrderId: order.id } } }));
    expect([given?.state, given?.fields, given?.valuesSealed, given?.givenBy]).toEqual(["WRITTEN", ["identity"], null, null]);
    expect(await fieldsIn(await look(token))).toEqual([]);
    expect([await problemCodes(story), await unbalanced(story)]).toEqual([[], []]);
  });

  it("asks exactly for what is missing, names each wrong field, and completes the address in Shopify", async () => {
    const order = await orderTo({ ...brazil, provinceCode: null, zip: null });
    expect(await holdsOf(order.id)).toEqual(["address_incomplete"]);
    const token = await askFor(order.id);
    const asked = await look(token, "?lang=zh-CN");
    expect([asked.status, asked.headers.get("cache-control"), asked.headers.get("referrer-policy")]).toEqual([200, "no-store", "no-referrer"]);
    const page = await asked.clone().text();
    expect([page.includes('<html lang="zh-CN">'), page.includes("Rua Exemplo"), page.includes("<script")]).toEqual([true, false, false]);
    expect(await fieldsIn(asked)).toEqual(["province", "postal_code"]);

    const refused = await post(token, { province: "XX", postal_code: "1234", identity: "1" });
    expect([refused.status, (await refused.text()).match(/<strong>/g)?.length]).toEqual([422, 2]);
    expect(await callsOf(story, "orderUpdate")).toBe(1);
    expect((await post(token, { province: "SP", postal_code: "01001-000" })).status).toBe(303);
    await story.drain();

    expect((await shownAtShopify(order.id)).shippingAddress).toMatchObject({ address1: "Rua Exemplo 1", provinceCode: "SP", zip: "01001-000", countryCode: "BR", lastName: "Buyer" });
    // Now that the address is whole, it is found that customs ask for the number; the same link asks for it.
    expect(await holdsOf(order.id)).toEqual(["identity_missing"]);
    expect(await fieldsIn(await look(token))).toEqual(["identity"]);
    await post(token, { identity: "11144477735" });
    await story.drain();
    expect(await documentsOf(order.name)).toHaveLength(1);
  });

  it("of India stays with us, because Shopify has no place for it, and goes with the supplier's order", async () => {
    const before = await callsOf(story, "orderUpdate");
    const order = await orderTo({ ...brazil, countryCode: "IN", provinceCode: "MH", zip: "400001", phone: "+912212345678" });
    await post(await askFor(order.id), { identity: "ABCDE1234F" });
    await story.drain();
    expect([await documentsOf(order.name), await callsOf(story, "orderUpdate") - before]).toEqual([[[{ countryCode: "IN", kind: "pan", value: "ABCDE1234F" }]], 0]);
  });
});

describe("links that open nothing", () => {
  it("forged, another purpose's, expired and revoked ones say so, and take no answer", async () => {
    const order = await orderTo(brazil);
    const token = await askFor(order.id);
    const foreign = linkTokens("supplier link").tokenOf(story.tools.signer, readToken(story.tools.signer, token) ?? { shopId: "", linkId: "" });
    for (const forged of [`${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}`, foreign, "nonsense", `${token}A`]) expect((await look(forged)).status).toBe(404);
    now = new Date(now.getTime() + 31 * 86_400_000);
    expect([(await look(token)).status, (await post(token, { identity: "11144477735" })).status]).toEqual([410, 410]);
    const next = await askFor(order.id);
    expect(next).not.toBe(token);
    await story.inShop(async (tx) => revokeDetailsLinks(tx, await ourOrderId(story, order.id), by));
    expect([(await look(next)).status, (await post(next, { identity: "11144477735" })).status]).toEqual([410, 410]);
    await story.drain();
    expect([await holdsOf(order.id), await bookedFor(story.yiwu, order.name)]).toEqual([["identity_missing"], []]);
  });

  it("sent twice, it is told to Shopify once", async () => {
    const order = await orderTo(brazil);
    const token = await askFor(order.id);
    const before = await callsOf(story, "orderUpdate");
    await Promise.all([post(token, { identity: "11144477735" }), post(token, { identity: "11144477735" })]);
    await story.drain();
    expect(await callsOf(story, "orderUpdate") - before).toBe(1);
    expect(await bookedFor(story.yiwu, order.name)).toHaveLength(1);
  });
});

describe("a call to Shopify without an answer", () => {
  it.each(["write-details:intent-saved", "write-details:answered"])("whoever dies at %s reads the order before the call is repeated", async (where) => {
    const order = await orderTo(brazil);
    const token = await askFor(order.id);
    const before = await callsOf(story, "orderUpdate");
    let left = 1;
    isDeadly = (point) => point === where && (left -= 1) >= 0;
    await post(token, { identity: "11144477735" });
    await story.drain({ later: true });
    expect(await callsOf(story, "orderUpdate") - before).toBe(1);
    expect([await holdsOf(order.id), await documentsOf(order.name)]).toMatchObject([[], [[{ kind: "cpf" }]]]);
    expect((await story.inShop((tx) => tx.db.givenDetails.findFirstOrThrow({ where: { order: { shopifyOrderId: order.id } } }))).state).toBe("WRITTEN");
  });

  it("is unknown until the order is read, and then found there: it is not said again", async () => {
    const order = await orderTo(brazil);
    const token = await askFor(order.id);
    const before = await callsOf(story, "orderUpdate");
    await story.shop.addFaults({ graphql: [{ kind: "answer-lost", root: "orderUpdate", times: 1 }] });
    await post(token, { identity: "11144477735" });
    await story.drain();
    const standing = await story.inShop((tx) => tx.db.givenDetails.findFirstOrThrow({ where: { order: { shopifyOrderId: order.id } } }));
    expect([standing.state, (await fieldsIn(await look(token))).length]).toEqual(["UNKNOWN", 0]);
    await letTimePass(story, "write-details");
    expect((await shownAtShopify(order.id)).localizedFields).toEqual([{ key: "SHIPPING_CREDENTIAL_BR", value: "11144477735" }]);
    expect([await callsOf(story, "orderUpdate") - before, await documentsOf(order.name)]).toMatchObject([1, [[{ kind: "cpf" }]]]);
  });

  it("is taken up again by the clock where its last try died, and never while it may still run", async () => {
    const order = await orderTo(brazil);
    const token = await askFor(order.id);
    const before = await callsOf(story, "orderUpdate");
    await post(token, { identity: "11144477735" });
    await story.tools.queue.boss.deleteQueuedJobs("write-details");
    await enqueue(story, "resume-details");
    await story.drain();
    const standing = () => story.inShop(async (tx) => (await tx.db.givenDetails.findFirstOrThrow({ where: { order: { shopifyOrderId: order.id } } })).state);
    expect([await standing(), await holdsOf(order.id)]).toEqual(["GIVEN", ["identity_missing"]]);

    now = new Date(now.getTime() + 31 * 60_000);
    await enqueue(story, "resume-details");
    await story.drain();
    expect([await standing(), await callsOf(story, "orderUpdate") - before, await documentsOf(order.name)]).toMatchObject(["WRITTEN", 1, [[{ kind: "cpf" }]]]);
    expect([clock.some(({ step }) => step === "resume-details"), await holdsOf(order.id)]).toEqual([true, []]);
  });
});
