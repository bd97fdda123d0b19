// Who may see which parcels? Guests through the storefront's app proxy, customers through their account's order page.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { isSameText } from "../../app/customers/same-text.server.ts";
import { createGuessLimits } from "../../app/customers/limit-guesses.server.ts";
import { saveSettings } from "../../app/merchants/store.server.ts";
import { signCustomerToken } from "../local-store/oauth/session-token.ts";
import { signatureOf, signedQuery } from "../local-store/storefront/storefront.ts";
import { installOther } from "../support/other-shop.ts";
import { bookedFor, startStory, type Story } from "../support/story.ts";
import { map } from "../support/world.ts";

let story: Story;
const email = "mei@example.com";
/** Shopify's library answers what calls itself no browser with 410 Gone. */
const browser = "Mozilla/5.0 Chrome/131.0";
type Placed = Awaited<ReturnType<Story["shop"]["placeOrder"]>>;
let shipped: Placed;
let fresh: Placed;
let customerId = "";

beforeAll(async () => {
  story = await startStory();
  await map(story, "BOTTLE-750", { supplierId: story.harborId, itemId: "HG-BOTTLE-750" });
  await map(story, "SCARF-RED", { supplierId: story.harborId, itemId: "HG-SCARF-RED" });
  shipped = await story.shop.placeOrder({ buyer: { firstName: "Mei", lastName: "Chen", email }, lines: [{ sku: "BOTTLE-750", quantity: 3 }, { sku: "SCARF-RED", quantity: 2 }, { title: "Engraving", quantity: 1, requiresShipping: false }] });
  fresh = await story.shop.placeOrder({ buyer: { firstName: "Bo", lastName: "Li", email: "bo@example.com" }, lines: [{ sku: "SCARF-RED", quantity: 1 }] });
  await story.drain();
  const [booked] = await bookedFor(story.harbor, shipped.name);
  await story.harbor.client.ship(booked?.reference ?? "", [
    { carrier: "ups", lines: [{ lineReference: "1", quantity: 2 }] },
    { carrier: "usps", lines: [{ lineReference: "2", quantity: 1 }] },
  ]);
  await story.drain();
  customerId = (await rowOf(shipped)).shopifyCustomerId ?? "";
}, 120_000);
afterAll(() => story.close());
beforeEach(() => Object.assign(story.tools, { guessLimits: createGuessLimits() }));

const rowOf = (order: { id: string }) => story.inShop((tx) => tx.db.order.findFirstOrThrow({ where: { shopifyOrderId: order.id } }));
const storefront = () => `${story.storeUrl}/_storefront/demo.myshopify.com/apps/parcels`;

async function ask(fields: Record<string, string>, headers: Record<string, string> = {}): Promise<string> {
  const answer = await fetch(storefront(), { method: "POST", body: new URLSearchParams(fields), headers });
  expect(answer.status).toBe(200);
  return await answer.text();
}
const visit = async (cookie = "", headers: Record<string, string> = {}) => await (await fetch(storefront(), { headers: { cookie, ...headers } })).text();

/** The page without what was typed, so that two refusals can be compared. */
const withoutTyped = (html: string) => html.replace(/value="[^"]*"/, "");

describe("a guest at the shop's own address", () => {
  it("reads both parcels with their lines and what is still to come, in his language", async () => {
    const html = await ask({ order: shipped.name, proof: "  MEI@example.com " });
    expect(html).toContain("Parcel 1 of 2");
    expect(html).toMatch(/UPS[\s\S]*2 × Insulated bottle 750 ml[\s\S]*USPS[\s\S]*1 × Merino scarf - Red/);
    expect(html).toMatch(/Still to come[\s\S]*1 × Insulated bottle 750 ml[\s\S]*1 × Merino scarf - Red/);
    expect(html).not.toMatch(/Harbor|HG-|Engraving|role="alert"|Liquid error/);
    expect(await ask({ order: shipped.name.slice(1), proof: "10001" }, { "accept-language": "zh-CN,zh;q=0.9" })).toContain("尚未发货");
  });

  it("is told that nothing has left yet", async () => {
    expect(await ask({ order: fresh.name, proof: "bo@example.com" })).toContain("Nothing has been shipped yet");
  });

  it("gets one answer for a wrong e-mail and for an order that does not exist", async () => {
    const wrong = await ask({ order: shipped.name, proof: "bo@example.com" });
    expect(wrong).toContain("No order fits what you typed");
    expect(withoutTyped(await ask({ order: "#999999", proof: "bo@example.com" }))).toBe(withoutTyped(wrong));
    expect(wrong).not.toMatch(/Insulated|UPS/);
  });

  it("is asked for both", async () => {
    expect(await ask({ order: shipped.name, proof: " " })).toContain("fill in both");
    expect(await visit()).toContain("Find your order");
  });

  it("may not try on: ten times for an order from whatever address, twenty times from one address", async () => {
    const allowed = async (count: number, fields: (turn: number) => { order: string; from: string }) => {
      let let_through = 0;
      for (let turn = 0; turn < count; turn += 1) {
        const { order, from } = fields(turn);
        const html = await ask({ order, proof: "x@example.com" }, { "x-forwarded-for": from });
        if (!html.includes("asked too often")) let_through += 1;
      }
      return let_through;
    };
    expect(await allowed(12, (turn) => ({ order: turn % 2 ? "#5001" : " 5001", from: `198.51.100.${turn}` }))).toBe(10);
    expect(await ask({ order: "5001", proof: email })).toContain("asked too often");
    expect(await allowed(23, (turn) => ({ order: `#${7000 + turn}`, from: "203.0.113.7" }))).toBe(20);
    expect(await ask({ order: shipped.name, proof: email })).toContain("Parcel 1 of 2");
  });

  it("sees whatever a supplier sent as a link only when it is a web address", async () => {
    const parcel = await story.inShop((tx) => tx.db.parcel.findFirstOrThrow({ where: { carrier: "usps" } }));
    const link = (trackingUrl: string | null) => story.inShop((tx) => tx.db.parcel.update({ where: { shopId_id: { shopId: story.shopId, id: parcel.id } }, data: { trackingUrl } }));
    await link("javascript:alert(1)");
    expect(await ask({ order: shipped.name, proof: email })).not.toContain("javascript:");
    await link(parcel.trackingUrl);
  });
});

describe("a customer who is signed in to the shop", () => {
  it("sees the own orders at once, and nobody else's", async () => {
    expect(customerId).toMatch(/^gid:\/\/shopify\/Customer\/\d+$/);
    const html = await visit(`customer=${customerId.split("/").at(-1)}`);
    expect(html).toContain(`Order ${shipped.name}`);
    expect(html).not.toContain(fresh.name);
    expect(await visit("customer=12345")).toContain("There are no orders in your account yet");
  });
});

describe("the app proxy's door", () => {
  const secret = () => story.tools.env.SHOPIFY_API_SECRET;
  const signing = (given: Partial<{ shop: string; customer: string; now: number; secret: string }> = {}) => ({ shop: "demo.myshopify.com", customer: "", now: Date.now(), secret: secret(), ...given });
  const knock = async (query: URLSearchParams | string) => await fetch(`${story.proxyUrl}/proxy?${query}`);
  const sign = (query: URLSearchParams) => {
    query.set("signature", signatureOf(query, secret()));
    return query;
  };

  it("opens for Shopify's signature, also with repeated values of the visitor's", async () => {
    const answer = await knock(signedQuery(new URLSearchParams("a=1&a=2"), signing()));
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/liquid; charset=utf-8"]);
  });

  it.each([
    ["no signature", (query: URLSearchParams) => (query.delete("signature"), query)],
    ["another secret", (query: URLSearchParams) => (query.set("signature", signatureOf(query, "another")), query)],
    ["a changed account", (query: URLSearchParams) => (query.set("logged_in_customer_id", "7"), query)],
    ["an added value", (query: URLSearchParams) => (query.append("x", "1"), query)],
    ["a second shop", (query: URLSearchParams) => (query.append("shop", "other.myshopify.com"), sign(query))],
    ["a second timestamp", (query: URLSearchParams) => (query.append("timestamp", "1"), sign(query))],
  ])("stays shut for %s", async (_fault, spoil) => {
    expect((await knock(spoil(signedQuery(new URLSearchParams(), signing())))).status).toBe(400);
  });

  it("stays shut for a signature of two minutes ago or ahead", async () => {
    for (const apart of [-120_000, 120_000]) expect((await knock(signedQuery(new URLSearchParams(), signing({ now: Date.now() + apart })))).status).toBe(400);
  });

  it("takes a visitor with two accounts for nobody", async () => {
    const query = signedQuery(new URLSearchParams(), signing({ customer: customerId.split("/").at(-1) ?? "" }));
    expect(await (await knock(query)).text()).toContain(shipped.name);
    query.append("logged_in_customer_id", "7");
    expect(await (await knock(sign(query))).text()).not.toContain(shipped.name);
  });

  it("knows no shop without the app, and keeps the orders of two shops apart", async () => {
    expect((await knock(signedQuery(new URLSearchParams(), signing({ shop: "nobody.myshopify.com" })))).status).toBe(404);
    await installOther(story);
    const query = signedQuery(new URLSearchParams(), signing({ shop: "other.myshopify.com", customer: customerId.split("/").at(-1) ?? "" }));
    expect(await (await knock(query)).text()).not.toContain(shipped.name);
    const posted = await fetch(`${story.proxyUrl}/proxy?${query}`, { method: "POST", body: new URLSearchParams({ order: shipped.name, proof: email }) });
    expect(await posted.text()).toContain("No order fits");
  });
});

describe("the door of the order page in customer accounts", () => {
  const token = (given: { sub?: string | null; shop?: string; secret?: string; age?: number } = {}) => signCustomerToken(given.shop ?? "demo.myshopify.com", given.sub === undefined ? customerId : given.sub, {
    apiKey: story.tools.env.SHOPIFY_API_KEY, apiSecret: given.secret ?? story.tools.env.SHOPIFY_API_SECRET, nowMs: Date.now() - (given.age ?? 0),
  });
  const read = (order: string, bearer: string) => fetch(`${story.proxyUrl}/customer/parcels?order=${encodeURIComponent(order)}`, { headers: { "user-agent": browser, authorization: `Bearer ${bearer}`, origin: "https://extensions.shopifycdn.com" } });

  it("gives the customer the own order, readable from the extension's sandbox", async () => {
    const answer = await read(shipped.id, token());
    expect([answer.status, answer.headers.get("access-control-allow-origin")]).toEqual([200, "*"]);
    const { order } = (await answer.json()) as { order: { name: string; parcels: { carrier: string; lines: unknown[] }[]; rest: { kind: string }[] } };
    expect(order).toMatchObject({ name: shipped.name, rest: [{ kind: "to_come", quantity: 1 }, { kind: "to_come", quantity: 1 }] });
    expect(order.parcels.map(({ carrier, lines }) => [carrier, lines])).toEqual([
      ["UPS", [{ title: "Insulated bottle 750 ml", variant: null, quantity: 2 }]], ["USPS", [{ title: "Merino scarf", variant: "Red", quantity: 1 }]],
    ]);
    expect(JSON.stringify(order)).not.toMatch(/Harbor|HG-|supplier|cost/i);
  });

  it("answers the browser's question beforehand", async () => {
    const answer = await fetch(`${story.proxyUrl}/customer/parcels`, { method: "OPTIONS", headers: { "user-agent": browser, origin: "https://extensions.shopifycdn.com", "access-control-request-headers": "authorization" } });
    expect([answer.status, answer.headers.get("access-control-allow-headers")?.toLowerCase()]).toEqual([204, expect.stringContaining("authorization")]);
  });

  it("says the same of another's order, no order, another shop and nobody signed in", async () => {
    const answers = await Promise.all([
      read(fresh.id, token()), read("gid://shopify/Order/1", token()), read(shipped.id, token({ shop: "nobody.myshopify.com" })), read(shipped.id, token({ sub: null })),
      read(shipped.id, token({ sub: "gid://shopify/Customer/1" })),
    ]);
    expect(await Promise.all(answers.map(async (answer) => [answer.status, await answer.text()]))).toEqual(answers.map(() => [404, '{"order":null}']));
  });

  it("is shut for forged and old tokens", async () => {
    expect((await read(shipped.id, token({ secret: "another" }))).status).toBe(401);
    expect((await read(shipped.id, token({ age: 600_000 }))).status).toBe(401);
  });

  it("and the guests' page are both shut when the merchant says so", async () => {
    const show = (showsParcelsToCustomers: boolean) => story.inShop((tx) => saveSettings(tx, { showsParcelsToCustomers }));
    await show(false);
    expect((await read(shipped.id, token())).status).toBe(404);
    expect((await fetch(storefront())).status).toBe(404);
    await show(true);
    expect((await read(shipped.id, token())).status).toBe(200);
  });
});

describe("what changes an order", () => {
  it("cancelled units are told as cancelled, and as nothing to wait for", async () => {
    const lamp = await story.shop.placeOrder({ buyer: { firstName: "Bo", lastName: "Li", email: "bo@example.com" }, lines: [{ sku: "LAMP-USBC", quantity: 2 }] });
    await story.drain();
    expect(await ask({ order: lamp.name, proof: "bo@example.com" })).toMatch(/Still to come[\s\S]*2 × USB-C desk lamp/);
    await story.shop.cancelOrder(lamp.id);
    await story.drain();
    const html = await ask({ order: lamp.name, proof: "bo@example.com" });
    expect(html).toMatch(/Cancelled[\s\S]*2 × USB-C desk lamp/);
    expect(html).not.toContain("Still to come");
  });

  it("an order emptied by its customer's wish is found by nobody", async () => {
    await story.inShop((tx) => tx.db.order.updateMany({ where: { shopifyOrderId: shipped.id }, data: { redactedAt: new Date() } }));
    expect(await ask({ order: shipped.name, proof: email })).toContain("No order fits");
    expect(await visit(`customer=${customerId.split("/").at(-1)}`)).not.toContain(shipped.name);
  });
});

describe("a proof", () => {
  it("equals what is known but for case, blanks and full-width signs; nothing equals nothing", () => {
    expect([isSameText("SW1A 1AA", "sw1a1aa"), isSameText("10001", "１０００１"), isSameText(null, ""), isSameText("", " "), isSameText("a@b.c", "a@b.d")])
      .toEqual([true, true, false, false, false]);
  });
});
