// Is a shop's own domain ready for our mail? Asked of a real DNS server on this computer.
import { createSocket, type Socket } from "node:dgram";
import { decode, encode } from "dns-packet";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkMailDomain } from "../../app/merchants/mail-domain.server.ts";
import type { Mailer } from "../../app/platform/mail.ts";

const records: Record<string, string[]> = {
  "ready.example": ["some-proof=1", "v=spf1 include:daifa.example ~all"],
  "d1._domainkey.ready.example": ["v=DKIM1; k=rsa; p=QUJD"],
  "near.example": ["v=spf1 include:notdaifa.example include:daifa.example.org -all"],
  "d1._domainkey.near.example": ["v=DKIM1; k=rsa; p=QUJDRA"],
};
const mailer: Mailer = {
  fromAddress: "orders@daifa.example", bounceDomain: undefined, dkim: { domain: "daifa.example", selector: "d1", publicKey: "QUJD" },
  post: () => Promise.reject(new Error("nothing is mailed here")),
};

let dns: Socket;
let server = "";
beforeAll(async () => {
  dns = createSocket("udp4");
  dns.on("message", (bytes, from) => {
    const { id, questions = [] } = decode(bytes);
    const answers = questions.flatMap(({ name }) => (records[name.toLowerCase()] ?? []).map((data) => ({ type: "TXT" as const, name, ttl: 60, data })));
    dns.send(encode({ type: "response", id: id ?? 0, questions, answers }), from.port, from.address);
  });
  await new Promise<void>((resolve) => dns.bind(0, "127.0.0.1", resolve));
  server = `127.0.0.1:${dns.address().port}`;
});
afterAll(() => dns.close());

const seenFor = async (address: string) => (await checkMailDomain(address, mailer, [server])).map(({ kind, isSeen }) => [kind, isSeen]);

describe("the domain of a shop's own address", () => {
  it("is ready when SPF includes us and our key stands under our selector", async () => {
    expect(await seenFor("shop@ready.example")).toEqual([["spf", true], ["dkim", true]]);
  });

  it("is not ready with names that only look like ours, or another key", async () => {
    expect(await seenFor("shop@near.example")).toEqual([["spf", false], ["dkim", false]]);
  });

  it("is not ready when it has no records", async () => {
    expect(await seenFor("shop@bare.example")).toEqual([["spf", false], ["dkim", false]]);
  });

  it("is told the exact records to add", async () => {
    expect((await checkMailDomain("shop@bare.example", mailer, [server])).map(({ name, value }) => `${name} ${value}`)).toEqual([
      "bare.example v=spf1 include:daifa.example ~all", "d1._domainkey.bare.example v=DKIM1; k=rsa; p=QUJD",
    ]);
  });
});
