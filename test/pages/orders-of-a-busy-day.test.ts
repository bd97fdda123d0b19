// Is the list narrowed, searched, sorted, kept as a view and taken out as a file as its address says?
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { getMerchant } from "../../app/merchants/store.server.ts";
import { readTable } from "../../app/platform/tables/read-table.server.ts";
import { streamOrdersCsv } from "../../app/views/orders-export.server.ts";
import { ordersAddress, readOrdersQuery, searchOf } from "../../app/views/orders-page.ts";
import { readOrdersPage } from "../../app/views/orders-page.server.ts";
import { actOnProblem, readProblemsPage } from "../../app/views/problems-page.server.ts";
import { readProblemsQuery } from "../../app/views/problems-page.ts";
import { actOnView, listViews } from "../../app/views/saved-views.server.ts";
import { readVersion } from "../../app/views/version.server.ts";
import { undoBulk } from "../../app/views/bulk-acts.server.ts";
import { readBulkPage } from "../../app/views/bulk-page.server.ts";
import type { Act } from "../../app/views/open-shop-page.server.ts";
import type { ShopTransaction } from "../../app/platform/db.server.ts";
import { openProblem } from "../../app/problems/store.server.ts";
import { by, ourOrderId, startStory, type Story } from "../support/story.ts";
import { map } from "../support/world.ts";

let story: Story;
let first: { id: string; name: string };
beforeAll(async () => {
  story = await startStory({ isLive: false });
  await map(story, "POUR-SET", { supplierId: story.harborId, itemId: "HG-POUR-SET" });
  first = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 2 }] });
  await story.shop.placeOrder({ lines: [{ sku: "LAMP-USBC", quantity: 1 }] });
  await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }, { sku: "APRON-LIN", quantity: 1 }] });
  await story.drain();
});
afterAll(() => story.close());

const formOf = (fields: Record<string, string | readonly string[]>): FormData => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, one);
  return form;
};
const page = (search: string, now = new Date()) => story.inShop(async (tx) => readOrdersPage(tx, { merchant: await getMerchant(tx), query: readOrdersQuery(new URLSearchParams(search)), now }));
const namesOf = async (search: string, now?: Date) => (await page(search, now)).rows.map(({ name }) => name);
const click = (work: (tx: ShopTransaction) => Promise<Act>) => story.inShop(async (tx) => {
  const { answer, jobs } = await work(tx);
  await story.tools.queue.enqueue(tx, jobs);
  return answer;
});

describe("the list of orders", () => {
  it("says what is next for each, and how many match", async () => {
    const { rows, matching } = await page("");
    expect(rows.map(({ name, next, problems }) => [name, next, problems])).toEqual([["#1003", "needs_you", 1], ["#1002", "needs_you", 1], ["#1001", "review", 0]]);
    expect(matching).toBe(3);
  });

  it("finds by order, customer, e-mail, phone, SKU, title and our reference; % and _ are only themselves", async () => {
    const { order, reference } = await story.inShop(async (tx) => {
      const found = await tx.db.order.findFirstOrThrow({ where: { name: "#1001" }, include: { address: true } });
      return { order: found, reference: (await tx.db.supplierOrder.findFirstOrThrow({ where: { orderId: found.id } })).reference };
    });
    expect(await namesOf("search=1001")).toEqual(["#1001"]);
    expect(await namesOf(`search=${encodeURIComponent(order.email ?? "?")}`)).toContain("#1001");
    expect(await namesOf(`search=${encodeURIComponent(order.address?.name ?? "?")}`)).toContain("#1001");
    expect(await namesOf(`search=${encodeURIComponent(order.address?.phone ?? "?")}`)).toContain("#1001");
    expect(await namesOf("search=lamp-usbc")).toEqual(["#1002"]);
    expect(await namesOf("search=pour")).toEqual(["#1003", "#1001"]);
    expect(await namesOf(`search=${reference.slice(0, 20)}`)).toEqual(["#1001"]);
    for (const sign of ["%25", "_", "'%3B drop table", "\\"]) expect(await namesOf(`search=${sign}`)).toEqual([]);
  });

  it("narrows by what waits, supplier, country, day, payment, value and lateness, and combines them", async () => {
    expect(await namesOf("show=to_send")).toEqual(["#1003", "#1001"]);
    expect(await namesOf(`supplier=${story.harborId}&show=needs_you`)).toEqual(["#1003"]);
    expect(await namesOf(`supplier=${story.yiwuId}`)).toEqual([]);
    const [{ countryCode } = { countryCode: null }] = (await page("")).rows;
    expect(await namesOf(`country=${countryCode}`)).toHaveLength(3);
    expect(await namesOf("country=AQ")).toEqual([]);
    expect(await namesOf("payment=PAID")).toHaveLength(3);
    expect(await namesOf("payment=PENDING")).toEqual([]);
    expect(await namesOf("from=2000-01-01&to=2001-01-01")).toEqual([]);
    expect(await namesOf("from=2000-01-01")).toHaveLength(3);
    expect(await namesOf("least=100000")).toEqual([]);
    expect(await namesOf("most=100000")).toHaveLength(3);
    expect(await namesOf("show=late")).toEqual([]);
    expect(await namesOf("show=late", new Date(Date.now() + 5 * 86_400_000))).toHaveLength(3);
    for (const show of ["to_hand_over", "partly_shipped", "all_shipped", "before_go_live", "test", "held", "unbalanced"]) expect([show, await namesOf(`show=${show}`)]).toEqual([show, []]);
    await story.inShop((tx) => tx.db.order.updateMany({ where: { name: "#1002" }, data: { tags: ["vip", "rush"] } }));
    expect(await namesOf("tag=vip")).toEqual(["#1002"]);
  });

  it("sorts by value, with a place on its pages that stands still", async () => {
    const { rows } = await page("sort=total_asc");
    const sums = await story.inShop((tx) => tx.db.order.findMany({ orderBy: [{ totalMinor: "asc" }, { orderNumber: "asc" }] }));
    expect(rows.map(({ name }) => name)).toEqual(sums.map(({ name }) => name));
    expect(await namesOf(`sort=total_asc&after=${rows[0]?.id}`)).toEqual(sums.slice(1).map(({ name }) => name));
    expect(await namesOf(`sort=total_asc&before=${rows[2]?.id}`)).toEqual(sums.slice(0, 2).map(({ name }) => name));
  });

  it("says its narrowing in an address, which reads back as it was; nonsense is left out", () => {
    const address = `show=late&search=lamp&supplier=${story.yiwuId}&country=DE&from=2026-11-01&to=2026-11-30&tag=vip&payment=PAID&least=1.5&most=20&sort=total_desc`;
    expect(searchOf(readOrdersQuery(new URLSearchParams(address))).toString()).toBe(address);
    expect(ordersAddress(readOrdersQuery(new URLSearchParams("show=x&supplier=1&country=deu&from=soon&payment=a&least=1e9&sort=up&after=z")))).toBe("/app/orders");
  });

  it("is kept as a view under a name of its own, for everybody of the shop", async () => {
    const view = (fields: Record<string, string>) => click((tx) => actOnView(tx, formOf(fields), by));
    expect(await view({ intent: "save-view", name: "Germany", search: "country=DE&evil=1&after=x" })).toMatchObject({ kind: "done", code: "orders.view.saved" });
    expect(await view({ intent: "save-view", name: "germany", search: "" })).toMatchObject({ kind: "failed", code: "orders.view.name_taken" });
    expect(await view({ intent: "save-view", name: " ", search: "" })).toMatchObject({ kind: "refused" });
    const [saved] = await story.inShop(listViews);
    expect(saved).toMatchObject({ name: "Germany", search: "country=DE" });
    expect(await view({ intent: "rename-view", viewId: saved?.id ?? "", name: "To Germany" })).toMatchObject({ kind: "done" });
    expect((await page("")).views).toMatchObject([{ name: "To Germany" }]);
    expect(await view({ intent: "delete-view", viewId: saved?.id ?? "" })).toMatchObject({ kind: "done" });
    expect(await view({ intent: "delete-view", viewId: saved?.id ?? "" })).toMatchObject({ kind: "failed", code: "orders.view.gone" });
  });

  it("leaves as a file with a row for each line, and no cell is a formula", async () => {
    await story.inShop((tx) => tx.db.lineItem.updateMany({ where: { sku: "APRON-LIN" }, data: { title: "=1+1" } }));
    const merchant = await story.inShop(getMerchant);
    const stream = streamOrdersCsv(story.inShop, { merchant, query: readOrdersQuery(new URLSearchParams("sort=placed_asc")), now: new Date() }, { language: "en", timeZone: "UTC" });
    const bytes = Buffer.from(await new Response(stream).arrayBuffer());
    expect(bytes.toString()).toContain("'=1+1");
    const table = await readTable(bytes);
    if (table.kind !== "table") throw new Error("no table");
    expect(table.table.headers.slice(0, 7)).toEqual(["Order", "Date", "Country", "SKU", "Item", "Quantity", "State"]);
    expect(table.table.rows.map(({ cells }) => [cells[0], cells[3], cells[5], cells[6], cells[7], cells[10]])).toEqual([
      ["#1001", "POUR-SET", "2", "Waiting", "Harbor Goods", "20.00"], ["#1002", "LAMP-USBC", "1", "Needs you", "", ""],
      ["#1003", "POUR-SET", "1", "Waiting", "Harbor Goods", "10.00"], ["#1003", "APRON-LIN", "1", "Needs you", "", ""],
    ]);
  });

  it("is read again only when something has changed", async () => {
    const before = await story.inShop(readVersion);
    expect(await story.inShop(readVersion)).toBe(before);
    await story.inShop(async (tx) => openProblem(tx, { key: "new", code: "supplier_missing", whoActs: "MERCHANT", orderId: await ourOrderId(story, first.id) }));
    expect(await story.inShop(readVersion)).not.toBe(before);
  });
});

describe("the problems page", () => {
  const problems = (search = "") => story.inShop((tx) => readProblemsPage(tx, readProblemsQuery(new URLSearchParams(search)), by.at));
  const latest = async () => (await story.inShop((tx) => tx.db.bulkAction.findFirstOrThrow({ orderBy: { id: "desc" } }))).id;

  it("groups by code and supplier, and opens the cause that the address names", async () => {
    for (const [key, supplier] of [["a", "Harbor Goods"], ["b", "Harbor Goods"], ["c", "Yiwu"]] as const) {
      await story.inShop((tx) => openProblem(tx, { key, code: "notice_unreadable", params: { supplier, why: "no_lines" }, whoActs: "SUPPLIER", retry: { step: "find-suppliers-to-poll", input: {} } }));
    }
    const { groups } = await problems();
    expect(groups.map(({ code, supplier, count, orders, isOpen }) => [code, supplier, count, orders, isOpen])).toEqual([
      ["unroutable.unmapped", null, 2, 2, false], ["supplier_missing", null, 1, 1, true], ["notice_unreadable", "Harbor Goods", 2, 0, false], ["notice_unreadable", "Yiwu", 1, 0, true],
    ]);
    const opened = await problems("code=notice_unreadable&supplier=Harbor+Goods");
    expect(opened.groups.filter(({ isOpen, count }) => isOpen && count > 1)).toMatchObject([{ supplier: "Harbor Goods", problems: [{}, {}] }]);
  });

  it("tries a whole cause again, and says of what cannot be tried why", async () => {
    expect(await click((tx) => actOnProblem(tx, formOf({ intent: "retry-many", code: "notice_unreadable", supplier: "Harbor Goods" }), by))).toMatchObject({ kind: "done", params: { items: 2 } });
    await story.drain();
    const done = await latest();
    expect(await story.inShop((tx) => readBulkPage(tx, done))).toMatchObject({ bulk: { done: 2, skipped: 0, canUndo: false } });
    const [missing] = (await problems()).groups.filter(({ code }) => code === "supplier_missing");
    await click((tx) => actOnProblem(tx, formOf({ intent: "retry-many", problemId: [missing?.problems[0]?.id ?? ""] }), by));
    await story.drain();
    const skipped = await latest();
    expect(await story.inShop((tx) => readBulkPage(tx, skipped))).toMatchObject({ bulk: { done: 0, skipped: 1 }, reasons: [{ code: "bulk.skip.no_retry" }] });
  });

  it("marks a cause as done, names who did it, and opens it again by the undo", async () => {
    await click((tx) => actOnProblem(tx, formOf({ intent: "close-many", code: "unroutable.unmapped", supplier: "" }), by));
    await story.drain();
    expect((await problems()).groups.map(({ code }) => code)).not.toContain("unroutable.unmapped");
    expect((await problems("show=settled")).settled.filter(({ code }) => code === "unroutable.unmapped")).toMatchObject([{ isByPerson: true, resolvedBy: by.name }, { isByPerson: true }]);
    const id = await latest();
    expect(await click((tx) => undoBulk(tx, id, by))).toMatchObject({ kind: "done" });
    await story.drain();
    expect((await problems()).groups.find(({ code }) => code === "unroutable.unmapped")?.count).toBe(2);
  });
});
