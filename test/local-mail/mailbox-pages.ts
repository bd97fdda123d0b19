// What does a person see of the mails on this computer? A list, and each mail with its links and files.
import type { TakenMail } from "./start-local-mail.ts";

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
const page = (title: string, body: string): string => `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title>
<style>body{font:15px/1.5 system-ui,sans-serif;margin:1rem auto;max-width:50rem;padding:0 1rem}li{margin:.4rem 0}pre{white-space:pre-wrap;overflow-wrap:anywhere}</style>${body}</html>`;

const toOf = ({ envelope }: TakenMail): string => envelope.to.join(", ");

export function renderMails(mails: readonly TakenMail[]): string {
  const items = mails.toReversed().map((one) => `<li><a href="/${one.id}">${escaped(one.mail.subject ?? "(no subject)")}</a><br>${escaped(toOf(one))}</li>`);
  return page("Mails", `<h1>Mails</h1>${items.length > 0 ? `<ul>${items.join("")}</ul>` : "<p>None yet.</p>"}`);
}

export function renderMail(one: TakenMail): string {
  const text = escaped(one.mail.text ?? "").replaceAll(/https?:\/\/[^\s<]+/g, (url) => `<a href="${url}">${url}</a>`);
  const files = one.mail.attachments.map((file, index) => `<li><a href="/${one.id}/${index}">${escaped(file.filename ?? "file")}</a></li>`);
  return page(one.mail.subject ?? "", `<p><a href="/">All mails</a></p><h1>${escaped(one.mail.subject ?? "")}</h1><p>From: ${escaped(one.mail.from?.text ?? "")}<br>To: ${escaped(toOf(one))}</p><pre>${text}</pre><ul>${files.join("")}</ul>`);
}
