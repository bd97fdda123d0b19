// The door for mails that come back: an SMTP server that takes mail for addresses which we have made ourselves, and for
// nobody else. It sends nothing on, so it can be no relay.
import { SMTPServer } from "smtp-server";
import type { Database } from "../platform/db.server.ts";
import type { Log } from "../platform/log.server.ts";
import type { Signer } from "../platform/signer.server.ts";
import { readBounceAddress } from "../supplier-orders/bounce-address.server.ts";
import { noteBounce } from "./note-bounce.server.ts";
import { readBounce } from "./read-bounce.server.ts";

type Tools = { readonly database: Database; readonly signer: Signer; readonly log: Log; readonly now: () => Date };

export type BounceDoor = { readonly port: number; close(): Promise<void> };

const largest = 512 * 1024;

export async function openBounceDoor(tools: Tools, at: { host: string; port: number; domain: string }): Promise<BounceDoor> {
  const server = new SMTPServer({
    name: at.domain, authOptional: true, disabledCommands: ["AUTH", "STARTTLS"], logger: false, size: largest, maxClients: 50, socketTimeout: 60_000,
    onRcptTo: ({ address }, _session, callback) => callback(readBounceAddress(tools.signer, at.domain, address) ? null : refusal(550, "5.7.1 no such address here")),
    onData: (stream, session, callback) => {
      void readAll(stream)
        .then(async (raw) => {
          if (raw === undefined) throw refusal(552, "5.3.4 too large");
          const bounce = await readBounce(raw);
          for (const { address } of bounce ? session.envelope.rcptTo : []) {
            const mail = readBounceAddress(tools.signer, at.domain, address);
            if (mail && bounce) await noteBounce(tools, mail, bounce);
          }
        })
        // Ours is the fault: the other side keeps the report and comes again.
        .then(() => callback(), (error: unknown) => callback(isRefusal(error) ? error : failed(tools.log, error)));
    },
  });
  server.on("error", (error) => tools.log.warn({ err: error }, "the door for bounces had a broken visitor"));
  await new Promise<void>((resolve, reject) => {
    server.server.once("error", reject);
    server.listen(at.port, at.host, () => resolve());
  });
  const address = server.server.address();
  return { port: typeof address === "object" && address ? address.port : at.port, close: () => new Promise<void>((resolve) => server.close(() => resolve())) };
}

type Refusal = Error & { readonly responseCode: number };
const refusal = (responseCode: number, text: string): Refusal => Object.assign(new Error(text), { responseCode });
const isRefusal = (error: unknown): error is Refusal => error instanceof Error && "responseCode" in error;

function failed(log: Log, error: unknown): Refusal {
  log.error({ err: error }, "a bounce could not be kept");
  return refusal(451, "4.3.0 come again later");
}

/** Undefined: too large. The rest is read and thrown away, because SMTP has no way to break off politely. */
async function readAll(stream: AsyncIterable<Buffer>): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size <= largest) chunks.push(chunk);
  }
  return size > largest ? undefined : Buffer.concat(chunks);
}
