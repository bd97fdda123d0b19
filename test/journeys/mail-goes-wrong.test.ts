// Mail is not a protocol with answers: rejected, put off, cut in the middle, given back later. Nothing is sent twice by
// itself, nothing is lost silently, and each has a way out.
import { createTransport } from "nodemailer";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openBounceDoor, type BounceDoor } from "../../app/supplier-desk/bounce-door.server.ts";
import { actOnProblem } from "../../app/views/problems-page.server.ts";
import { letTimePass, problemCodes, problemsOf, unbalanced, unitsOf, enqueue } from "../support/story.ts";
import { linkIn, look, post, startMailStory, statesOf, type MailStory } from "../support/mail-story.ts";

let story: MailStory;
let clock = new Date();
beforeAll(async () => {
  story = await startMailStory({ now: () => clock });
});
afterAll(() => story.close());
beforeEach(async () => {
  story.mail.forget();
  clock = new Date();
  await story.inShop((tx) => tx.db.problem.updateMany({ data: { openKey: null, resolvedAt: new Date() } }));
});

async function orderTo(to: string): Promise<{ id: string }> {
  await story.inShop((tx) => tx.db.supplier.update({ where: { shopId_id: { shopId: story.shopId, id: story.supplierId } }, data: { connectorSettings: { to } } }));
  const order = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }] });
  await story.drain();
  return order;
}

const lastState = async () => (await statesOf(story)).at(-1);

async function click(intent: string): Promise<void> {
  const [problem] = await problemsOf(story);
  const form = new FormData();
  form.set("intent", intent);
  form.set("problemId", problem?.id ?? "");
  const { jobs } = await story.inShop((tx) => actOnProblem(tx, form, { name: "Store Owner", at: clock }));
  // Two clicks at once: the queue gets the same work twice.
  await story.inShop((tx) => story.tools.queue.enqueue(tx, [...jobs, ...jobs]));
  await story.drain();
}

describe("a mailbox that rejects", () => {
  it("frees the units, tells the merchant, and the order goes out once the address is right", async () => {
    const order = await orderTo("nobody@factory.example");
    expect([await lastState(), await problemCodes(story), await unitsOf(story, order.id)]).toEqual(["REFUSED", ["supplier_refused.mailbox_rejects"], { "NEEDS_YOU refused.mailbox_rejects": 1 }]);

    await story.inShop((tx) => tx.db.supplier.update({ where: { shopId_id: { shopId: story.shopId, id: story.supplierId } }, data: { connectorSettings: { to: "right@factory.example" } } }));
    await click("retry");
    expect([await lastState(), story.mail.mails().length, await unbalanced(story)]).toEqual(["SENT", 1, []]);
  });
});

describe("a mailbox that asks to come again", () => {
  it("gets the mail at the next try, once", async () => {
    const order = await orderTo("grey@factory.example");
    expect([await lastState(), story.mail.mails().length, await unitsOf(story, order.id)]).toEqual(["DRAFT", 0, { WAITING: 1 }]);

    await letTimePass(story, "submit-supplier-order");
    expect([await lastState(), story.mail.mails().length, await problemCodes(story), await unbalanced(story)]).toEqual(["SENT", 1, [], []]);
  });
});

describe("a line that breaks after the text", () => {
  it("leaves the order unknown and never repeats it by itself", async () => {
    await orderTo("cut@factory.example");
    expect([await lastState(), await problemCodes(story), story.mail.mails().length]).toEqual(["UNKNOWN", ["mail_maybe_sent"], 1]);

    const { id: supplierOrderId, orderId } = await story.inShop((tx) => tx.db.supplierOrder.findFirstOrThrow({ orderBy: { id: "desc" } }));
    await enqueue(story, "submit-supplier-order", { orderId, supplierOrderId });
    await letTimePass(story, "submit-supplier-order");
    expect([await lastState(), story.mail.mails().length]).toEqual(["UNKNOWN", 1]);
  });

  it("is settled by the supplier who opens the link", async () => {
    await orderTo("cut@factory.example");
    expect((await look(story, linkIn(story.mail.mails()[0]))).status).toBe(200);

    expect([await lastState(), await problemCodes(story), await unbalanced(story)]).toEqual(["SENT", [], []]);
  });

  it("is settled by a person who says that it arrived", async () => {
    await orderTo("cut@factory.example");
    await click("mail_arrived");
    expect([await lastState(), story.mail.mails().length, await problemCodes(story)]).toEqual(["SENT", 1, []]);
  });

  it("is repeated once when a person says so, under the same Message-ID and marked as a repeat", async () => {
    await orderTo("cut@factory.example");
    await story.inShop((tx) => tx.db.supplier.update({ where: { shopId_id: { shopId: story.shopId, id: story.supplierId } }, data: { connectorSettings: { to: "whole@factory.example" } } }));
    await click("mail_repeat");

    const [first, second, ...others] = story.mail.mails();
    expect([await lastState(), others.length, second?.mail.messageId]).toEqual(["SENT", 0, first?.mail.messageId]);
    expect(second?.mail.subject).toContain("【重发】");
    expect(second?.mail.text).toContain("请勿重复发货");
  });

  it("asks again when the repeat is cut too", async () => {
    await orderTo("cut@factory.example");
    await click("mail_repeat");
    expect([await lastState(), story.mail.mails().length, await problemCodes(story)]).toEqual(["UNKNOWN", 2, ["mail_maybe_sent"]]);
  });
});

describe("a mail that comes back later", () => {
  let door: BounceDoor;
  beforeAll(async () => {
    door = await openBounceDoor(story.tools, { host: "127.0.0.1", port: 0, domain: "bounces.daifa.example" });
  });
  afterAll(() => door.close());

  const deliver = (to: string, raw: string) => createTransport({ host: "127.0.0.1", port: door.port, ignoreTLS: true }).sendMail({ envelope: { from: "", to }, raw });

  it("becomes a problem, once, and the same mail can be sent again", async () => {
    await orderTo("gone@factory.example");
    const to = story.mail.mails()[0]?.envelope.from ?? "";
    await deliver(to, report("failed", "5.1.10"));
    await deliver(to, report("failed", "5.1.10"));

    expect((await problemsOf(story)).map(({ code, params }) => [code, params["code"], params["address"]])).toEqual([["mail_bounced", "5.1.10", "gone@factory.example"]]);
    await click("mail_repeat");
    expect(story.mail.mails().map(({ mail }) => mail.subject?.startsWith("【重发】"))).toEqual([false, true]);
  });

  it("is nothing when it only reports a delay", async () => {
    await orderTo("slow@factory.example");
    await deliver(story.mail.mails()[0]?.envelope.from ?? "", report("delayed", "4.4.1"));
    expect(await problemCodes(story)).toEqual([]);
  });

  it.each(["someone@elsewhere.example", "b+1.2.00000000000000000000@bounces.daifa.example", "postmaster@bounces.daifa.example"])("takes nothing for %s: it is no relay", async (to) => {
    await expect(deliver(to, report("failed", "5.1.1"))).rejects.toThrow(/550/);
  });

  it("takes no mail that is larger than any report", async () => {
    await orderTo("big@factory.example");
    await expect(deliver(story.mail.mails()[0]?.envelope.from ?? "", `${report("failed", "5.1.1")}${"x".repeat(600 * 1024)}`)).rejects.toThrow(/552|size/i);
    expect(await problemCodes(story)).toEqual([]);
  });
});

describe("a supplier that says nothing", () => {
  it("is reminded in its working hours as often as the merchant allows, then the merchant is told", async () => {
    await story.inShop((tx) => tx.db.supplierOrder.updateMany({ where: { state: "SENT" }, data: { state: "SHIPPED" } }));
    clock = new Date("2026-12-01T02:00:00Z");
    await orderTo("silent@factory.example");
    const hour = async (at: string) => {
      clock = new Date(at);
      await enqueue(story, "remind-suppliers");
      await story.drain();
      return story.mail.mails().length;
    };

    // Shanghai: Tuesday 10:00 sent; Wednesday 09:30 is too early, 20:00 is after work, Thursday 10:00 is right.
    expect(await hour("2026-12-02T01:30:00Z")).toBe(1);
    expect(await hour("2026-12-02T12:00:00Z")).toBe(1);
    expect(await hour("2026-12-03T02:00:00Z")).toBe(2);
    expect(await hour("2026-12-03T03:00:00Z")).toBe(2);
    expect(await hour("2026-12-05T02:00:00Z")).toBe(2);
    expect(await hour("2026-12-07T02:00:00Z")).toBe(3);
    expect([await hour("2026-12-08T03:00:00Z"), await problemCodes(story)]).toEqual([3, ["mail_no_answer"]]);

    await post(story, linkIn(story.mail.mails()[2]), { act: "accept" });
    expect([await lastState(), await problemCodes(story)]).toEqual(["ACCEPTED", []]);
  });
});

function report(action: string, status: string): string {
  return [
    "From: MAILER-DAEMON@factory.example", "To: bounces", "Subject: Undelivered", "MIME-Version: 1.0", 'Content-Type: multipart/report; report-type=delivery-status; boundary="x"', "",
    "--x", "Content-Type: text/plain", "", "Sorry.", "--x", "Content-Type: message/delivery-status", "", "Reporting-MTA: dns; mx.factory.example", "",
    `Final-Recipient: rfc822; gone@factory.example`, `Action: ${action}`, `Status: ${status}`, "Diagnostic-Code: smtp; 550 5.1.10 recipient not found", "", "--x--", "",
  ].join("\r\n");
}
