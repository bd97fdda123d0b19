// What became of a mail, as told by a real SMTP server: taken, refused, certainly not sent, or unknown?
import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { MerchantError } from "../../app/platform/errors.ts";
import { MailFailure, type Mail } from "../../app/platform/mail.ts";
import { createMailer, type MailEnv } from "../../app/platform/mail.server.ts";
import { startLocalMail, type LocalMail } from "../local-mail/start-local-mail.ts";

let server: LocalMail;
beforeAll(async () => {
  server = await startLocalMail();
});
afterAll(() => server.close());
beforeEach(() => server.forget());

const envOf = (given: Partial<MailEnv> = {}): MailEnv => ({
  SMTP_URL: server.smtpUrl, MAIL_FROM: "orders@daifa.example", MAIL_DKIM_DOMAIN: undefined, MAIL_DKIM_SELECTOR: undefined, MAIL_DKIM_KEY: undefined, MAIL_BOUNCE_DOMAIN: undefined, ...given,
});
const aMail = (given: Partial<Mail> = {}): Mail => ({
  messageId: "abc.r1@daifa.example", from: { name: "小店 Shop", address: "orders@daifa.example" }, to: ["factory@supplier.example"], subject: "订单 #1001", text: "您好\n", attachments: [], ...given,
});
const post = async (given: Partial<Mail> = {}, env: Partial<MailEnv> = {}) => {
  const mailer = createMailer(envOf(env));
  if (!mailer) throw new Error("no mailer");
  return await mailer.post(aMail(given));
};

describe("a mail to a supplier", () => {
  it("arrives as it was written, with the shop to reply to and our door for bounces", async () => {
    expect((await post({ replyTo: "shop@example.com", bounceTo: "b+x@bounces.example", cc: ["boss@supplier.example"] })).kind).toBe("taken");

    const [taken] = server.mails();
    expect(taken?.envelope).toEqual({ from: "b+x@bounces.example", to: ["factory@supplier.example", "boss@supplier.example"] });
    expect(taken?.mail).toMatchObject({ subject: "订单 #1001", text: "您好\n", messageId: "<abc.r1@daifa.example>" });
    expect([taken?.mail.from?.text, taken?.mail.replyTo?.text]).toEqual(['"小店 Shop" <orders@daifa.example>', "shop@example.com"]);
  });

  it("is refused for good by a mailbox that does not exist, and by one that is full", async () => {
    expect(await post({ to: ["nobody@supplier.example"] })).toMatchObject({ kind: "refused", rejection: { code: "5.1.1" } });
    expect(await post({ to: ["full@supplier.example"] })).toMatchObject({ kind: "refused", rejection: { code: "5.2.2" } });
  });

  it("goes to the others where one address is refused, and says which", async () => {
    expect(await post({ to: ["nobody@supplier.example", "factory@supplier.example"] })).toMatchObject({ kind: "taken", rejected: [{ address: "nobody@supplier.example", code: "5.1.1" }] });
  });

  it("certainly did not leave when the mailbox asks to come again, and goes through then", async () => {
    await expect(post({ to: ["grey@supplier.example"] })).rejects.toThrow(MailFailure);
    expect(server.mails()).toEqual([]);
    expect((await post({ to: ["grey@supplier.example"] })).kind).toBe("taken");
  });

  it("certainly did not leave when nobody listens", async () => {
    await expect(post({}, { SMTP_URL: "smtp://127.0.0.1:9" })).rejects.toThrow(MailFailure);
  });

  it("is unknown when the line breaks after the text: the mailbox may have it", async () => {
    expect(await post({ to: ["cut@supplier.example"] })).toMatchObject({ kind: "unknown", reason: "reset" });
    expect(server.mails()).toHaveLength(1);
  });

  it("tells a person when our own server refuses us", async () => {
    const strict = createServer((socket) => {
      socket.write("220 hello\r\n");
      socket.on("error", () => undefined);
      socket.on("data", (data) => socket.write(data.toString().startsWith("EHLO") ? "250 strict\r\n" : "550 5.7.1 not you\r\n"));
    });
    await new Promise<void>((resolve) => strict.listen(0, "127.0.0.1", resolve));
    const address = strict.address();
    const port = typeof address === "object" && address ? address.port : 0;

    await expect(post({}, { SMTP_URL: `smtp://127.0.0.1:${port}` })).rejects.toThrow(MerchantError);
    await new Promise((resolve) => strict.close(resolve));
  });

  it("is signed for the domain that it comes from: ours, or the shop's own", async () => {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048, privateKeyEncoding: { type: "pkcs8", format: "pem" }, publicKeyEncoding: { type: "spki", format: "pem" } });
    const dkim = { MAIL_DKIM_DOMAIN: "daifa.example", MAIL_DKIM_SELECTOR: "d1", MAIL_DKIM_KEY: privateKey };

    await post({}, dkim);
    await post({ from: { name: "Shop", address: "orders@shop.example" } }, dkim);

    expect(server.mails().map(({ raw }) => /DKIM-Signature:[^]*?d=([^;]+);[^]*?s=([^;]+);/.exec(raw.toString())?.slice(1))).toEqual([["daifa.example", "d1"], ["shop.example", "d1"]]);
  });

  it("cannot be written without a server", () => {
    expect(createMailer(envOf({ SMTP_URL: undefined }))).toBeUndefined();
  });
});
