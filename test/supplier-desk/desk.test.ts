// Who may see and do what behind a supplier's link? Forged, foreign, expired, revoked, late and wrong each get a page that says so.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { revokeLinks } from "../../app/supplier-orders/link-store.server.ts";
import { tokenOf } from "../../app/supplier-orders/supplier-link.server.ts";
import { createSigner } from "../../app/platform/signer.server.ts";
import { newId } from "../../app/platform/ids.server.ts";
import { linkIn, look, post, startMailStory, statesOf, type MailStory } from "../support/mail-story.ts";
import { problemCodes, unitsOf } from "../support/story.ts";

let story: MailStory;
let now = new Date();
beforeAll(async () => {
  story = await startMailStory({ now: () => now });
});
afterAll(() => story.close());

async function orderOne(quantity = 2): Promise<{ link: string; id: string }> {
  story.mail.forget();
  now = new Date();
  const { id } = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity }, { sku: "SCARF-RED", quantity: 1 }] });
  await story.drain();
  return { link: linkIn(story.mail.mails()[0]), id };
}

const withToken = (link: string, token: string) => `${new URL(link).origin}/s/${token}`;

describe("the page behind the link", () => {
  it("loads nothing from any other host and runs no script, in either language", async () => {
    const { link } = await orderOne();
    for (const language of ["zh-CN", "en"]) {
      const answer = await look(story, `${link}?lang=${language}`);
      const page = await answer.text();
      const urls = [...page.matchAll(/(?:src|href|action|poster|srcset)="([^"]*)"|url\(([^)]*)\)|@import\s+([^;]+)/g)].map(([, attribute, style, imported]) => attribute ?? style ?? imported ?? "");
      expect(urls.length).toBeGreaterThan(3);
      expect(urls.filter((url) => !url.startsWith("/s/"))).toEqual([]);
      expect(page).not.toMatch(/<script|<img|<iframe|<link|javascript:| on\w+=/i);
      expect(page).toContain(`<html lang="${language}">`);
    }
  });

  it("is seen by no cache, search engine or other site", async () => {
    const { link } = await orderOne();
    const { headers } = await look(story, link);
    expect(Object.fromEntries(["cache-control", "referrer-policy", "x-robots-tag", "x-content-type-options"].map((name) => [name, headers.get(name)]))).toEqual({
      "cache-control": "no-store", "referrer-policy": "no-referrer", "x-robots-tag": "noindex, nofollow", "x-content-type-options": "nosniff",
    });
    expect(headers.get("content-security-policy")).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/=]+'; form-action 'self'/);
  });

  it("hides what this supplier may not see", async () => {
    const { link } = await orderOne();
    const receiver = await story.inShop((tx) => tx.db.supplierOrderReceiver.findFirstOrThrow({ orderBy: { id: "desc" } }));
    const hidden = await (await look(story, link)).text();
    expect(receiver.email).toBeTruthy();
    expect([hidden.includes(receiver.email ?? "?"), hidden.includes("10.00 USD")]).toEqual([false, false]);

    await story.inShop((tx) => tx.db.supplier.updateMany({ data: { hidesEmail: false, hidesPrices: false } }));
    const shown = await (await look(story, link)).text();
    expect([shown.includes(receiver.email ?? "?"), shown.includes("10.00 USD")]).toEqual([true, true]);
    await story.inShop((tx) => tx.db.supplier.updateMany({ data: { hidesEmail: true, hidesPrices: true } }));
  });

  it("writes what strangers typed as text, never as markup", async () => {
    const { link } = await orderOne();
    const answer = await post(story, link, { act: "ship", number: `"><script>alert(1)</script>` });
    const page = await answer.text();
    expect([answer.status, page.includes("<script>"), page.includes("&lt;script&gt;")]).toEqual([422, false, true]);
  });
});

describe("an address that opens nothing", () => {
  it.each(["nonsense", "1.2.3", "%00", "a".repeat(5000)])("is not found: %s", async (token) => {
    const answer = await look(story, withToken("http://127.0.0.1/s/x", token), { "accept-language": "en" });
    expect([answer.status, await answer.text()]).toEqual([404, expect.stringContaining("This link is not valid")]);
  });

  it("is not found when any part of it was changed, and changes nothing when it is posted to", async () => {
    const { link } = await orderOne();
    const [shop = "", id = "", code = ""] = (new URL(link).pathname.split("/")[2] ?? "").split(".");
    const flipped = (text: string) => (text.startsWith("1") ? "2" : "1") + text.slice(1);
    for (const token of [[flipped(shop), id, code], [shop, flipped(id), code], [shop, id, flipped(code)], [shop, id, ""]].map((parts) => parts.join("."))) {
      expect((await post(story, withToken(link, token), { act: "accept" })).status).toBe(404);
    }
    expect((await statesOf(story)).at(-1)).toBe("SENT");
  });

  it("is not found when it was signed with a key of somebody else's, or for another shop's link", async () => {
    const { link } = await orderOne();
    const [, id = ""] = (new URL(link).pathname.split("/")[2] ?? "").split(".");
    const stranger = createSigner([{ id: "1", key: Buffer.alloc(32, 7) }]);
    const linkId = `${id.slice(0, 8)}-${id.slice(8, 12)}-${id.slice(12, 16)}-${id.slice(16, 20)}-${id.slice(20)}`;
    expect((await look(story, withToken(link, tokenOf(stranger, { shopId: story.shopId, linkId })))).status).toBe(404);
    // Rightly signed, yet the link is not that shop's.
    expect((await look(story, withToken(link, tokenOf(story.tools.signer, { shopId: "999", linkId })))).status).toBe(404);
    expect((await look(story, withToken(link, tokenOf(story.tools.signer, { shopId: story.shopId, linkId: newId() })))).status).toBe(404);
  });

  it("is gone after thirty days, and says so in the reader's language", async () => {
    const { link } = await orderOne();
    now = new Date(now.getTime() + 31 * 24 * 3_600_000);
    const chinese = await look(story, link, { "accept-language": "zh-CN,zh;q=0.9" });
    expect([chinese.status, await chinese.text()]).toEqual([410, expect.stringContaining("链接已过期")]);
    expect((await post(story, link, { act: "accept" })).status).toBe(410);
    expect((await statesOf(story)).at(-1)).toBe("SENT");
  });

  it("is gone once it was revoked", async () => {
    const { link } = await orderOne();
    const { id } = await story.inShop((tx) => tx.db.supplierOrder.findFirstOrThrow({ orderBy: { id: "desc" } }));
    await story.inShop((tx) => revokeLinks(tx, id, now));
    expect((await look(story, link)).status).toBe(410);
  });
});

describe("an answer that comes too late or is wrong", () => {
  it("changes nothing once the order was cancelled", async () => {
    const { link } = await orderOne();
    const { id } = await story.inShop((tx) => tx.db.supplierOrder.findFirstOrThrow({ orderBy: { id: "desc" } }));
    await story.inShop((tx) => tx.db.supplierOrder.update({ where: { shopId_id: { shopId: story.shopId, id } }, data: { state: "CANCELLED" } }));
    for (const act of ["accept", "refuse", "ship"]) {
      const answer = await post(story, link, { act, number: "1Z999AA10123456784", "quantity.1": "1", reason: "out_of_stock", line: "1" });
      expect([act, answer.status, await answer.text()]).toEqual([act, 409, expect.stringContaining("此订单已取消")]);
    }
  });

  it("warns when the customer has cancelled, and still takes the number of what has left", async () => {
    const { link, id } = await orderOne();
    await story.inShop((tx) => tx.db.order.updateMany({ where: { shopifyOrderId: id }, data: { cancelledAt: now } }));
    const page = await (await look(story, `${link}?lang=en`)).text();
    expect(page).toContain("The customer has cancelled");
    expect((await post(story, link, { act: "accept" })).status).toBe(409);
    expect((await post(story, link, { act: "ship", number: "1Z5R89390357567127", "quantity.1": "2", "quantity.2": "1" })).status).toBe(303);
    await story.drain();
    expect((await statesOf(story)).at(-1)).toBe("SHIPPED");
  });

  let typo = { link: "" };
  it.each([
    [{ act: "ship", number: "!!", "quantity.1": "1" }, "This does not look like a tracking number"],
    [{ act: "ship", number: "1Z999AA10123456784", "quantity.1": "x" }, "Quantities are whole numbers"],
    [{ act: "ship", number: "1Z999AA10123456784", "quantity.1": "-1" }, "Quantities are whole numbers"],
    [{ act: "ship", number: "1Z999AA10123456784", "quantity.1": "3" }, "more than is left"],
    [{ act: "ship", number: "1Z999AA10123456784", "quantity.1": "0" }, "Nothing is in the parcel"],
    [{ act: "refuse", reason: "other", line: "1" }, "Choose a reason"],
    [{ act: "refuse", reason: "out_of_stock" }, "at least one line"],
    [{ act: "refuse", reason: "out_of_stock", line: "1", text: "x".repeat(501) }, "too long"],
    [{ act: "accept", supplierReference: "x".repeat(101) }, "too long"],
  ])("says what is wrong with %j", async (fields, text) => {
    // One order for all: none of them may change anything.
    if (typo.link === "") typo = await orderOne();
    const answer = await post(story, `${typo.link}?lang=en`, fields as Record<string, string>);
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining(text)]);
    expect((await statesOf(story)).at(-1)).toBe("SENT");
  });

  it("does nothing for an act that does not exist", async () => {
    const { link } = await orderOne();
    expect((await post(story, link, { act: "delete" })).status).toBe(409);
  });

  it("is stopped when one address is asked too often", async () => {
    const { link } = await orderOne();
    const answers: number[] = [];
    for (let count = 0; count < 35; count += 1) answers.push((await post(story, link, { act: "nothing" })).status);
    expect([answers[0], answers.at(-1)]).toEqual([409, 429]);
  });
});

describe("a refusal", () => {
  it("of the whole order frees its units, and the merchant is told why", async () => {
    const { link, id } = await orderOne();
    await post(story, link, { act: "refuse", reason: "other", text: "工厂放假", line: "1" });
    expect((await statesOf(story)).at(-1)).toBe("ACCEPTED");
    const whole = await orderOne();
    const body = new URLSearchParams([["act", "refuse"], ["reason", "out_of_stock"], ["text", "缺货"], ["line", "1"], ["line", "2"]]);
    const { serveDesk } = await import("../../app/ui/desk/serve-desk.server.ts");
    const steps: string[] = [];
    const enqueue: typeof story.tools.queue.enqueue = async (tx, jobs) => {
      steps.push(...jobs.map(({ step }) => step));
      await story.tools.queue.enqueue(tx, jobs);
    };
    await serveDesk({ ...story.tools, queue: { ...story.tools.queue, enqueue } }, new Request(whole.link, { method: "POST", body }), new URL(whole.link).pathname.split("/")[2] ?? "");

    expect(steps).toEqual(["route-order"]);
    expect((await statesOf(story)).at(-1)).toBe("REFUSED");
    await story.drain();
    expect(await unitsOf(story, whole.id)).toEqual({ "NEEDS_YOU refused.out_of_stock": 3 });
    expect(await unitsOf(story, id)).toEqual({ "NEEDS_YOU refused.other": 2, WITH_SUPPLIER: 1 });
    expect(await problemCodes(story)).toEqual(expect.arrayContaining(["supplier_refused.out_of_stock", "supplier_refused_lines"]));
  });
});
