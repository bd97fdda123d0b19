// Views of the orders that people of the shop have saved: everybody of the shop sees them.
import { recordActivity } from "../platform/activity.server.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import { newId } from "../platform/ids.server.ts";
import { done, failed, refused } from "./answer.ts";
import { textOf } from "./form.ts";
import type { Act, By } from "./open-shop-page.server.ts";
import { readOrdersQuery, searchOf } from "./orders-page.ts";
import type { ShownView } from "./saved-views.ts";

const page = "orders";
const mostViews = 50;
const longestName = 40;

export async function listViews(tx: ShopTransaction): Promise<ShownView[]> {
  const rows = await tx.db.savedView.findMany({ where: { page }, orderBy: { createdAt: "asc" }, take: mostViews });
  return rows.map(({ id, name, query }) => ({ id, name, search: query }));
}

/** Run twice: the second is told that the name is taken. */
export async function actOnView(tx: ShopTransaction, form: FormData, by: By): Promise<Act> {
  const intent = textOf(form, "intent");
  if (intent === "delete-view") return await deleteView(tx, textOf(form, "viewId"));
  const name = textOf(form, "name").slice(0, longestName);
  if (name === "") return { answer: refused({ name: { code: "form.required" } }), jobs: [] };
  const id = textOf(form, "viewId");
  const taken = await tx.db.savedView.findFirst({ where: { page, name: { equals: name, mode: "insensitive" }, NOT: { id: isId(id) ? id : newId() } }, select: { id: true } });
  if (taken) return { answer: failed("orders.view.name_taken", { name }), jobs: [] };
  if (intent === "rename-view") {
    const { count } = await tx.db.savedView.updateMany({ where: { page, id: isId(id) ? id : newId() }, data: { name } });
    return { answer: count === 1 ? done("orders.view.renamed", { name }) : failed("orders.view.gone"), jobs: [] };
  }
  if ((await tx.db.savedView.count({ where: { page } })) >= mostViews) return { answer: failed("orders.view.too_many", { most: mostViews }), jobs: [] };
  // Only what an address may say is kept of it.
  const query = searchOf(readOrdersQuery(new URLSearchParams(textOf(form, "search")))).toString();
  const viewId = newId();
  await tx.db.savedView.create({ data: { id: viewId, shopId: tx.shopId, page, name, query, createdAt: by.at, createdBy: by.name } });
  await recordActivity(tx, { subject: "saved_view", subjectId: viewId, actor: { kind: "STAFF", name: by.name }, at: by.at, code: "view_saved", params: { name } });
  return { answer: done("orders.view.saved", { name }), jobs: [] };
}

const isId = (text: string): boolean => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text);

async function deleteView(tx: ShopTransaction, id: string): Promise<Act> {
  if (!isId(id)) return { answer: failed("orders.view.gone"), jobs: [] };
  const { count } = await tx.db.savedView.deleteMany({ where: { page, id } });
  return { answer: count === 1 ? done("orders.view.deleted") : failed("orders.view.gone"), jobs: [] };
}
