// Does a shop's own domain let us send for it? Asked of the DNS: SPF includes our server, and our key stands under our selector.
import { Resolver } from "node:dns/promises";
import type { Mailer } from "../platform/mail.ts";

export type WantedRecord = { readonly kind: "spf" | "dkim"; readonly name: string; readonly value: string };
export type SeenRecord = WantedRecord & { readonly isSeen: boolean };

const domainOf = (address: string): string => address.slice(address.lastIndexOf("@") + 1).toLowerCase();

export function wantedRecords(address: string, mailer: Mailer): WantedRecord[] {
  const domain = domainOf(address);
  const spf: WantedRecord = { kind: "spf", name: domain, value: `v=spf1 include:${domainOf(mailer.fromAddress)} ~all` };
  const { dkim } = mailer;
  return dkim ? [spf, { kind: "dkim", name: `${dkim.selector}._domainkey.${domain}`, value: `v=DKIM1; k=rsa; p=${dkim.publicKey}` }] : [spf];
}

/** What cannot be found out counts as missing: mail then comes from our own address, which always works. */
export async function checkMailDomain(address: string, mailer: Mailer, servers: readonly string[]): Promise<SeenRecord[]> {
  const resolver = new Resolver({ timeout: 3000, tries: 2 });
  if (servers.length > 0) resolver.setServers(servers);
  const include = `include:${domainOf(mailer.fromAddress)}`;
  return await Promise.all(wantedRecords(address, mailer).map(async (record) => {
    const texts = (await resolver.resolveTxt(record.name).catch(() => [])).map((parts) => parts.join(""));
    const isSeen = record.kind === "spf"
      ? texts.filter((text) => /^v=spf1(\s|$)/i.test(text)).some((text) => text.toLowerCase().split(/\s+/).includes(include))
      : texts.some((text) => /(?:^|;)\s*p=([^;]*)/.exec(text)?.[1]?.replaceAll(/\s+/g, "") === mailer.dkim?.publicKey);
    return { ...record, isSeen };
  }));
}
