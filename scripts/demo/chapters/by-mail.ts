// A supplier with nothing but a mailbox: the mail comes over SMTP, and its link is opened as a phone would.
import { packsInSheet } from "../packs-in-sheet.ts";
import { booked, inState, place, until, whenOrdered, type Stage } from "../stage.ts";

export async function byMailAndLink(stage: Stage): Promise<void> {
  stage.log("A supplier works by e-mail: the order comes with a sheet, a purchase order as PDF, and a link.");
  const order = await place(stage, [{ sku: "BAG-30-BLK", quantity: 1 }]);
  const [supplierOrder] = await whenOrdered(stage, order, inState("SENT"));
  const { link, packs } = await readMail(stage, order.name);
  stage.given.set(supplierOrder?.reference ?? "", packs);

  const page = await fetch(link);
  if (page.status !== 200 || !(await page.text()).includes("JDZ-BAG-BLK")) throw new Error(`the supplier's page answered ${page.status}`);
  await press(link, { act: "accept", supplierReference: "JDZ-1" });
  await whenOrdered(stage, order, inState("ACCEPTED"));
  await press(link, { act: "ship", number: "1Z999AA10123456784", company: "UPS", "quantity.1": "1" });
  await until(`the parcel of ${order.name} in the store`, async () => (await booked(stage, order)).fulfillments.some((one) => one.trackingInfo[0]?.number === "1Z999AA10123456784"));
}

async function readMail({ world, log }: Stage, orderName: string): Promise<{ link: string; packs: number }> {
  const { mail } = await until(`the mail about ${orderName}`, async () => world.mail.mails().findLast((one) => one.mail.subject?.includes(orderName)));
  const files = mail.attachments.map(({ filename }) => (filename ?? "").split(".").at(-1));
  const sheet = mail.attachments.find(({ filename }) => filename?.endsWith(".xlsx"));
  const [link] = /https?:\/\/\S+\/s\/\S+/.exec(mail.text ?? "") ?? [];
  if (files.toSorted().join() !== "pdf,xlsx" || !sheet || link === undefined) throw new Error(`the mail brought ${files.join(", ")} and ${link ?? "no link"}`);
  log(`${mail.subject}: ${files.join(" and ")}; the supplier opens the link, takes the order and ships.`);
  return { link, packs: await packsInSheet(sheet.content, orderName) };
}

async function press(link: string, fields: Record<string, string>): Promise<void> {
  const { status } = await fetch(link, { method: "POST", body: new URLSearchParams(fields), redirect: "manual" });
  if (status !== 303) throw new Error(`the supplier's page answered ${status} to ${fields["act"]}`);
}
