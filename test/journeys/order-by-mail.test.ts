// A supplier with nothing but a mailbox: order, mail, link, two parcels entered on its page, and the store shows both.
import ExcelJS from "exceljs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { shippedIn, unbalanced, problemCodes } from "../support/story.ts";
import { download, linkIn, look, post, startMailStory, statesOf, type MailStory } from "../support/mail-story.ts";

let story: MailStory;
let orderId = "";
let link = "";
beforeAll(async () => {
  story = await startMailStory();
});
afterAll(() => story.close());

describe("an order to a supplier with a mailbox", () => {
  it("goes out as one mail with a sheet, a purchase order and a link, and waits for the answer", async () => {
    orderId = (await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 2 }, { sku: "SCARF-RED", quantity: 3 }] })).id;
    await story.drain();

    const [mail, ...others] = story.mail.mails();
    expect(others).toEqual([]);
    expect(mail?.mail.subject).toContain("新订单");
    expect(mail?.mail.attachments.map(({ contentType }) => contentType)).toEqual(["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/pdf"]);
    expect(mail?.envelope.from).toMatch(/^b\+[\da-z]+\.[\da-z]+\.[\da-f]{20}@bounces\.daifa\.example$/);
    expect(await statesOf(story)).toEqual(["SENT"]);
    link = linkIn(mail);
  });

  it("has a row for each line in the sheet, phone numbers as text", async () => {
    const book = new ExcelJS.Workbook();
    await book.xlsx.load((story.mail.mails()[0]?.mail.attachments[0]?.content ?? Buffer.alloc(0)) as unknown as ArrayBuffer);
    const rows = book.worksheets[0]?.getSheetValues() ?? [];
    expect(JSON.stringify(rows)).toContain("LF-77");
    expect(JSON.stringify(rows)).toContain("红围巾");
  });

  it("shows the supplier what to ship, and that is noted", async () => {
    const page = await (await look(story, link)).text();
    expect(page).toContain("手冲咖啡壶套装");
    expect(page).toContain("LF-77 × 2");
    const seen = await story.inShop((tx) => tx.db.activity.findMany({ where: { code: "supplier_link_opened" } }));
    expect(seen.map(({ actor }) => actor)).toEqual(["SUPPLIER"]);
  });

  it("is accepted once, however often it is clicked", async () => {
    const answers = await Promise.all([post(story, link, { act: "accept", supplierReference: "A-9" }), post(story, link, { act: "accept", supplierReference: "A-9" })]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    expect(await statesOf(story)).toEqual(["ACCEPTED"]);
    expect(await story.inShop((tx) => tx.db.message.count({ where: { title: "desk accept" } }))).toBe(1);
  });

  it("is shipped in part: the parcel is in the store with exactly its units, also when it was clicked twice", async () => {
    const parcel = { act: "ship", number: "1Z999AA10123456784", company: "UPS", "quantity.1": "1", "quantity.2": "2" };
    await Promise.all([post(story, link, parcel), post(story, link, parcel)]);
    const between = await (await look(story, link)).text();
    expect(between).toContain("已发 1，未发 1");
    await story.drain();

    expect(shippedIn(await story.shop.order(orderId))).toMatchObject([{ number: "1Z999AA10123456784", company: "UPS", units: [1, 2] }]);
    expect(await statesOf(story)).toEqual(["PARTLY_SHIPPED"]);
  });

  it("takes no number twice and no more than is left", async () => {
    const again = await post(story, link, { act: "ship", number: "1Z999AA10123456784", "quantity.1": "0", "quantity.2": "1" });
    expect([again.status, await again.text()]).toEqual([422, expect.stringContaining("此运单号已经填过")]);
    const more = await post(story, link, { act: "ship", number: "1Z5R89390357567127", "quantity.1": "9", "quantity.2": "0" });
    expect([more.status, await more.text()]).toEqual([422, expect.stringContaining("超过未发数量")]);
  });

  it("is done with the rest, and every unit is accounted for", async () => {
    await post(story, link, { act: "ship", number: "1Z5R89390357567127", company: "UPS", "quantity.1": "1", "quantity.2": "1" });
    await story.drain();

    const order = await story.shop.order(orderId);
    expect([order.fulfillments.length, order.displayFulfillmentStatus]).toEqual([2, "FULFILLED"]);
    expect([await statesOf(story), await unbalanced(story), await problemCodes(story)]).toEqual([["SHIPPED"], [], []]);
  });

  it("gives the files to whoever has the link, and to nobody else", async () => {
    const pdf = await download(story, link, "order.pdf");
    expect([pdf.status, Buffer.from(await pdf.arrayBuffer()).subarray(0, 5).toString()]).toEqual([200, "%PDF-"]);
    expect((await download(story, link, "order.xlsx")).status).toBe(200);
    expect((await download(story, `${link.slice(0, -2)}xx`, "order.xlsx")).status).toBe(404);
  });
});
