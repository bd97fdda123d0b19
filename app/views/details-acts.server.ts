// What a person does about missing facts of an order: asks the customer by a link, takes the link back, or types them in.
import { askedOf, readDetails, type DetailField } from "../orders/asked-details.ts";
import { openDetailsLink, revokeDetailsLinks } from "../orders/details-link-store.server.ts";
import { listHolds } from "../orders/hold-store.server.ts";
import { findOrder } from "../orders/store.server.ts";
import { takeDetails } from "../orders/take-details.server.ts";
import { lockOrder, type ShopTransaction } from "../platform/db.server.ts";
import type { Sealer } from "../platform/secrets.server.ts";
import { done, failed, refused, type Said } from "./answer.ts";
import { textOf } from "./form.ts";
import type { Act, By } from "./open-shop-page.server.ts";

type Context = { readonly orderId: string; readonly by: By; readonly sealer: Sealer };

export const isDetailsAct = (form: FormData): boolean => textOf(form, "intent").startsWith("details.");

export async function actOnDetails(tx: ShopTransaction, form: FormData, { orderId, by, sealer }: Context): Promise<Act> {
  await lockOrder(tx, orderId);
  const order = await findOrder(tx, orderId);
  if (!order) return { answer: failed("order.gone"), jobs: [] };
  const intent = textOf(form, "intent");
  if (intent === "details.revoke") return { answer: (await revokeDetailsLinks(tx, orderId, by)) ? done("ask.revoked") : failed("ask.nothing"), jobs: [] };
  const asked = askedOf(await listHolds(tx, orderId), order.address);
  if (asked.fields.length === 0) return { answer: failed("ask.nothing"), jobs: [] };
  if (intent === "details.ask") {
    await openDetailsLink(tx, orderId, by);
    return { answer: done("ask.made"), jobs: [] };
  }
  const read = readDetails(asked, (field) => textOf(form, field));
  if (read.kind === "refused") return { answer: refused(toErrors(read.errors)), jobs: [] };
  const jobs = await takeDetails(tx, sealer, { order, taken: { details: read.details, linkId: null, actor: { kind: "STAFF", name: by.name }, at: by.at } });
  return { answer: done("ask.typed"), jobs };
}

function toErrors(errors: Extract<ReturnType<typeof readDetails>, { kind: "refused" }>["errors"]): Record<string, Said> {
  const said: Record<string, Said> = {};
  for (const [field, error] of Object.entries(errors) as [DetailField, NonNullable<(typeof errors)[DetailField]>][]) said[field] = { code: `details.error.${error}` };
  return said;
}
