// What does an address that we gave away say, and is it ours? It names shop and link, and carries a code that only we can make.
// The address is all that its holder needs, so it is as good as a key for this one purpose.
import type { Signer } from "./signer.server.ts";

export type LinkAddress = { readonly shopId: string; readonly linkId: string };

const shape = /^(\d{1,20})\.([\da-f]{32})\.([\w-]{22})$/;

const dashed = (hex: string): string => `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
const textOf = ({ shopId, linkId }: LinkAddress): string => `${shopId}.${linkId.replaceAll("-", "")}`;

/** One purpose's links never open another's doors. */
export function linkTokens(purpose: string) {
  return {
    tokenOf: (signer: Signer, address: LinkAddress): string => `${textOf(address)}.${signer.codeOf(purpose, textOf(address)).toString("base64url")}`,
    /** Undefined for whatever we did not sign. */
    readToken: (signer: Signer, token: string): LinkAddress | undefined => {
      const [, shopId, hex, code] = shape.exec(token) ?? [];
      if (shopId === undefined || hex === undefined || code === undefined) return undefined;
      const address = { shopId, linkId: dashed(hex) };
      const bytes = Buffer.from(code, "base64url");
      // The last letter carries four bits that mean nothing: one link has one spelling, so that nobody finds a second one that opens.
      if (bytes.toString("base64url") !== code) return undefined;
      return signer.isCodeOf(purpose, textOf(address), bytes) ? address : undefined;
    },
  };
}

export const linkDays = 30;

export type LinkStanding = "open" | "expired" | "revoked";

export function standingOf(link: { readonly expiresAt: Date; readonly revokedAt: Date | null }, now: Date): LinkStanding {
  if (link.revokedAt) return "revoked";
  return link.expiresAt.getTime() <= now.getTime() ? "expired" : "open";
}
