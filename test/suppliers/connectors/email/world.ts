// The email connector for the contract suite: mail goes over a real SMTP server, and mailboxes tell repeats by Message-ID.
import { createMailer } from "../../../../app/platform/mail.server.ts";
import { email } from "../../../../app/suppliers/connectors/email/connector.server.ts";
import type { PersonConnectorWorld } from "../../../contracts/person-connector.contract.ts";
import { startLocalMail } from "../../../local-mail/start-local-mail.ts";

const http = { request: () => Promise.reject(new Error("mail needs no HTTP")) };

export const emailWorld: PersonConnectorWorld = {
  connector: email,
  start: async () => {
    const server = await startLocalMail();
    const mail = createMailer({ SMTP_URL: server.smtpUrl, MAIL_FROM: "orders@daifa.example", MAIL_DKIM_DOMAIN: undefined, MAIL_DKIM_SELECTOR: undefined, MAIL_DKIM_KEY: undefined, MAIL_BOUNCE_DOMAIN: undefined });
    return {
      open: (limits = {}) => email.open({ settings: { to: "orders@supplier.example" }, credentials: {}, limits, http, mail, now: () => new Date("2026-11-25T02:00:00Z") }),
      countReceived: async (reference) => new Set(server.mails().filter((one) => one.mail.text?.includes(reference)).map((one) => one.mail.messageId)).size,
      close: () => server.close(),
    };
  },
};
