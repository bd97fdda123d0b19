// A mail server with mailboxes, for this computer only: it takes mail over SMTP and shows it over HTTP. The local part of
// an address says how its mailbox behaves: nobody@ rejects, grey@ asks to come again, cut@ breaks off after the text.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { simpleParser, type ParsedMail } from "mailparser";
import { SMTPServer, type SMTPServerSession } from "smtp-server";
import { renderMail, renderMails } from "./mailbox-pages.ts";

export type TakenMail = {
  readonly id: number;
  readonly envelope: { readonly from: string; readonly to: readonly string[] };
  readonly raw: Buffer;
  readonly mail: ParsedMail;
};

export type LocalMail = {
  readonly smtpUrl: string;
  readonly smtpPort: number;
  /** Where a person looks at the mails. */
  readonly url: string;
  readonly httpPort: number;
  mails(): readonly TakenMail[];
  /** Mails whose text came and whose sender got no answer are kept too, when the mailbox is cut@. */
  forget(): void;
  close(): Promise<void>;
};

export async function startLocalMail(ports: { smtp?: number; http?: number } = {}): Promise<LocalMail> {
  const mails: TakenMail[] = [];
  const greyed = new Set<string>();
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ["STARTTLS"], logger: false, size: 20 * 1024 * 1024,
    onRcptTo: ({ address }, _session, callback) => callback(judgeAddress(address, greyed)),
    onData: (stream, session, callback) => {
      void take(stream, session, mails).then(() => {
        if (session.envelope.rcptTo.some(({ address }) => address.startsWith("cut@"))) cut(server, session);
        else if (session.envelope.rcptTo.some(({ address }) => address.startsWith("full@"))) callback(answer(552, "5.2.2 mailbox is full"));
        else callback();
      }, callback);
    },
  });
  server.on("error", () => undefined);
  const smtpPort = await listen(server.server, ports.smtp ?? 0);
  const pages = createServer((request, response) => show(request, response, mails));
  const httpPort = await listen(pages, ports.http ?? 0);
  return {
    smtpUrl: `smtp://127.0.0.1:${smtpPort}`, smtpPort, url: `http://127.0.0.1:${httpPort}`, httpPort,
    mails: () => mails,
    forget: () => void mails.splice(0),
    close: async () => {
      pages.closeAllConnections();
      await new Promise((resolve) => pages.close(resolve));
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function judgeAddress(address: string, greyed: Set<string>): Error | null {
  if (address.startsWith("nobody@")) return answer(550, "5.1.1 no such mailbox");
  if (address.startsWith("grey@") && !greyed.has(address)) {
    greyed.add(address);
    return answer(451, "4.7.1 greylisted, come again");
  }
  return null;
}

const answer = (responseCode: number, text: string): Error => Object.assign(new Error(text), { responseCode });

async function take(stream: AsyncIterable<Buffer>, session: SMTPServerSession, mails: TakenMail[]): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  const raw = Buffer.concat(chunks);
  const { mailFrom, rcptTo } = session.envelope;
  const mail = await simpleParser(raw);
  if (rcptTo.some(({ address }) => address.startsWith("cut@") && address.includes("lost"))) return;
  mails.push({ id: mails.length + 1, envelope: { from: mailFrom ? mailFrom.address : "", to: rcptTo.map(({ address }) => address) }, raw, mail });
}

/** As a cable does that is pulled: the text has arrived, and no answer ever comes. */
function cut(server: SMTPServer, session: SMTPServerSession): void {
  for (const connection of (server as unknown as { connections: Set<{ id: string; _socket: { destroy(): void } }> }).connections) {
    if (connection.id === session.id) connection._socket.destroy();
  }
}

function show(request: IncomingMessage, response: ServerResponse, mails: readonly TakenMail[]): void {
  const [, id, file] = (request.url ?? "/").split("/");
  const found = mails.find((one) => String(one.id) === id);
  const attachment = file === undefined ? undefined : found?.mail.attachments[Number(file)];
  if (attachment) {
    response.writeHead(200, { "Content-Type": attachment.contentType, "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent(attachment.filename ?? "file")}` });
    response.end(attachment.content);
    return;
  }
  response.writeHead(id && !found ? 404 : 200, { "Content-Type": "text/html; charset=utf-8" });
  response.end(found ? renderMail(found) : renderMails(mails));
}

async function listen(server: { listen(port: number, host: string, done: () => void): unknown; address(): unknown }, port: number): Promise<number> {
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const address = server.address();
  return typeof address === "object" && address !== null && "port" in address ? Number(address.port) : 0;
}
