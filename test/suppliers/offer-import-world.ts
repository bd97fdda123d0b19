// What do tests of imports share? A shop in the world of tests, a file that is uploaded as a page does it, and the worker's turn.
import type { Act } from "../../app/views/open-shop-page.server.ts";
import type { Answer } from "../../app/views/answer.ts";
import type { ShopTransaction } from "../../app/platform/db.server.ts";
import { newId } from "../../app/platform/ids.server.ts";
import type { ImportPage } from "../../app/views/offer-import-page.ts";
import { actOnImport, keepOfferFile, takeOfferFile } from "../../app/views/offer-import-acts.server.ts";
import { readImportPage, readRowsToPreview } from "../../app/views/offer-import-page.server.ts";
import { readUpload } from "../../app/views/read-upload.server.ts";
import { by } from "../support/story.ts";
import { startTestWorld, type TestWorld } from "../support/world.ts";

export type ImportWorld = TestWorld & { readonly cedarId: string; readonly orientId: string };

export async function startImportWorld(options: Parameters<typeof startTestWorld>[0] = {}): Promise<ImportWorld> {
  const world = await startTestWorld(options);
  const [cedarId, orientId] = await world.inShop(async (tx) => [await supplierNamed(tx, "Cedar & Co"), await supplierNamed(tx, "东方代发")] as const);
  return { ...world, cedarId, orientId };
}

async function supplierNamed(tx: ShopTransaction, name: string): Promise<string> {
  const id = newId();
  await tx.db.supplier.create({ data: { id, shopId: tx.shopId, name, kind: "AGENT", connector: "rest-api", connectorSettings: {}, locale: "en", timeZone: "Asia/Shanghai", workingDays: [1] } });
  return id;
}

export type TestVariant = { readonly sku: string; readonly barcode?: string; readonly product?: string; readonly options?: string[]; readonly productId?: string };

/** Above what the store itself sells. */
let nextVariant = 9_000_000_000;

/** Our ids of the variants, in their order. */
export async function addVariants(world: TestWorld, variants: readonly TestVariant[]): Promise<string[]> {
  const rows = variants.map(({ sku, barcode, product, options = [], productId }) => ({
    id: newId(), shopId: world.shopId, shopifyVariantId: `gid://shopify/ProductVariant/${(nextVariant += 1)}`, seenAt: by.at, sku, barcode: barcode ?? null,
    productTitle: product ?? `Product ${sku}`, variantTitle: options.join(" / ") || null, optionValues: options, shopifyProductId: productId ?? null,
  }));
  await world.inShop((tx) => tx.db.$executeRaw`
    insert into "Variant" ("id", "shopId", "shopifyVariantId", "seenAt", "sku", "barcode", "productTitle", "variantTitle", "optionValues", "shopifyProductId", "productTags", "collections")
    select "id", "shopId", "shopifyVariantId", "seenAt", "sku", "barcode", "productTitle", "variantTitle", "optionValues", "shopifyProductId", '{}', '{}'
    from jsonb_populate_recordset(null::"Variant", ${JSON.stringify(rows)}::jsonb)`);
  return rows.map(({ id }) => id);
}

export const asUpload = (content: string | Uint8Array<ArrayBuffer>, name = "offers.csv"): Request => {
  const form = new FormData();
  form.append("file", new File([content], name));
  return new Request("http://127.0.0.1/app/products/import", { method: "POST", body: form });
};

/** The import's id; throws the code of the refusal. */
export async function upload(world: TestWorld, content: string | Uint8Array<ArrayBuffer>, name?: string): Promise<string> {
  const taken = await takeOfferFile(await readUpload(asUpload(content, name)));
  if (taken.kind === "refused") throw new Error(taken.said.code);
  return await world.inShop((tx) => keepOfferFile(tx, taken, by));
}

export async function click(world: TestWorld, work: (tx: ShopTransaction) => Promise<Act>): Promise<Answer> {
  return await world.inShop(async (tx) => {
    const { answer, jobs } = await work(tx);
    await world.tools.queue.enqueue(tx, jobs);
    return answer;
  });
}

export function press(world: TestWorld, importId: string, fields: Record<string, string | string[]>): Promise<Answer> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, one);
  return click(world, (tx) => actOnImport(tx, form, { importId, by }));
}

export async function pageOf(world: TestWorld, importId: string, filter: "ALL" | "REFUSED" = "ALL"): Promise<ImportPage> {
  const rows = await readRowsToPreview(world.inShop, importId);
  const page = await world.inShop((tx) => readImportPage(tx, { id: importId, filter, page: 1 }, rows));
  if (!page) throw new Error("the import is gone");
  return page;
}

/** Uploads, starts and waits for the end. */
export async function importFile(world: TestWorld, content: string | Uint8Array<ArrayBuffer>, name?: string): Promise<ImportPage> {
  const id = await upload(world, content, name);
  const answer = await press(world, id, { intent: "start" });
  if (answer.kind !== "done") throw new Error("the import did not start");
  await world.drain();
  return await pageOf(world, id);
}

export const offersOf = (world: TestWorld) => world.inShop((tx) => tx.db.offer.findMany({ where: { variant: { shopifyVariantId: { startsWith: "gid://shopify/ProductVariant/9" } } }, include: { variant: { select: { sku: true } } }, orderBy: { id: "asc" } }));
