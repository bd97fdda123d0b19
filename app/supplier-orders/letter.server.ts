// An order goes to a supplier by letter: which link and bounce address stand in it? Saved with the intent to send, so that
// a link that is opened and a bounce that comes back find their order even if we never learned what became of the mail.
import type { SupplierMailKind } from "@prisma/client";
import type { ShopTransaction } from "../platform/db.server.ts";
import type { Mailer } from "../platform/mail.ts";
import { newId } from "../platform/ids.server.ts";
import type { Signer } from "../platform/signer.server.ts";
import type { WrittenMail } from "../suppliers/connector.ts";
import { bounceAddress } from "./bounce-address.server.ts";
import { openLink } from "./link-store.server.ts";
import { tokenOf } from "./supplier-link.server.ts";

export type LetterTools = {
  readonly env: { readonly SHOPIFY_APP_URL: string }; readonly signer: Signer; readonly mail: Mailer | undefined; readonly now: () => Date;
};

export type Letter = { readonly mailId: string; readonly answerUrl: string; readonly bounceTo: string | undefined };

type About = { readonly supplierId: string; readonly id: string; readonly kind?: SupplierMailKind };

export async function openLetter(tx: ShopTransaction, tools: LetterTools, { supplierId, id, kind = "ORDER" }: About): Promise<Letter> {
  const linkId = await openLink(tx, { supplierId, supplierOrderId: id }, tools.now());
  const mailId = newId();
  await tx.db.supplierMail.create({ data: { id: mailId, shopId: tx.shopId, supplierId, supplierOrderId: id, kind, toAddress: "", messageIdHeader: "", at: tools.now() } });
  const domain = tools.mail?.bounceDomain;
  return {
    mailId,
    answerUrl: linkUrl(tools, { shopId: tx.shopId, linkId }),
    bounceTo: domain ? bounceAddress(tools.signer, domain, { shopId: tx.shopId, mailId }) : undefined,
  };
}

export const linkUrl = ({ env, signer }: Pick<LetterTools, "env" | "signer">, link: { shopId: string; linkId: string }): string => `${env.SHOPIFY_APP_URL}/s/${tokenOf(signer, link)}`;

export async function noteWritten(tx: ShopTransaction, mailId: string, mail: WrittenMail): Promise<void> {
  const [rejected] = mail.rejected;
  await tx.db.supplierMail.updateMany({
    where: { id: mailId },
    data: { toAddress: mail.to, messageIdHeader: mail.messageId, ...(rejected ? { bounceCode: rejected.code, bounceText: `${rejected.address}: ${rejected.text}` } : {}) },
  });
}

/** Nothing left the house. */
export async function forgetLetter(tx: ShopTransaction, mailId: string): Promise<void> {
  await tx.db.supplierMail.deleteMany({ where: { id: mailId, toAddress: "" } });
}
