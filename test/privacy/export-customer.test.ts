// Does the owner get everything that we hold of a customer's orders, opened and readable, and told of once?
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { givenDetailsContext } from "../../app/orders/given-store.server.ts";
import { identityContext } from "../../app/orders/identity-store.server.ts";
import { exportCustomer } from "../../app/privacy/export-customer.server.ts";
import { redactCustomer } from "../../app/privacy/redact-customer.server.ts";
import { listOpenProblems, resolveProblem } from "../../app/problems/store.server.ts";
import { givenIdentityContext } from "../../app/supplier-orders/save-parties.server.ts";
import { runStep } from "../merchants/merchants-world.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { insertMarkedRows } from "./marked-rows.ts";
import { addShop, at, receive, toolsOf } from "./privacy-world.ts";

const shopId = "91";
const orderNumber = "9007199254741091";
let test: TestDatabase;
let tools: ReturnType<typeof toolsOf>;
let inboxId: string;

beforeAll(async () => {
  test = await createTestDatabase();
  tools = toolsOf(test);
  await addShop(test, shopId);
  const id = await insertMarkedRows(test.adminUrl, { shopId, mark: "asked-for", orderNumber });
  await insertMarkedRows(test.adminUrl, { shopId, mark: "somebody-else", orderNumber: "12" });
  await test.database.inShop(shopId, async (tx) => {
    const buyers = tools.sealer.seal("11144477735", identityContext(id, "cpf"));
    await tx.db.buyerIdentity.updateMany({ where: { id }, data: { kind: "cpf", valueSealed: buyers } });
    await tx.db.givenDetails.updateMany({ where: { id: { not: id } }, data: { valuesSealed: null } });
    await tx.db.givenDetails.updateMany({ where: { id }, data: { fields: ["phone"], givenBy: null, valuesSealed: tools.sealer.seal('{"phone":"+5511987654321"}', givenDetailsContext(id)) } });
    const given = tools.sealer.seal("11144477735", givenIdentityContext(id));
    await tx.db.supplierOrderIdentity.updateMany({ where: { id }, data: { kind: "cpf", valueSealed: given } });
    await tx.db.supplierOrderChange.updateMany({ where: { id }, data: { toState: "SENDING", at } });
  });
  inboxId = await receive(test, {
    shopId, topic: "customers/data_request",
    body: `{"shop_id":${shopId},"shop_domain":"x","customer":{"id":5},"orders_requested":[${orderNumber},77],"data_request":{"id":9999}}`,
  });
  expect(await runStep(exportCustomer, tools, { shopId, inboxId })).toEqual({ kind: "exported", ordersFound: 1 });
});
afterAll(() => test.close());

const loadTask = () => test.database.inShop(shopId, (tx) => tx.db.privacyTask.findFirst({ where: { inboxMessageId: inboxId } }));

async function loadFile(): Promise<string> {
  return Buffer.from((await loadTask())?.file ?? []).toString("utf8");
}

describe("the file for the owner", () => {
  it("tells what the customer added later, and by whom", async () => {
    expect(JSON.parse(await loadFile())).toMatchObject({ orders: [{ addedLater: [{ by: "customer", fields: ["phone"], values: { phone: "+5511987654321" } }] }] });
  });

  it("holds order, address, wishes, what each supplier was given and when, parcels, raw messages and the timeline", async () => {
    const file: unknown = JSON.parse(await loadFile());
    const words = "asked-for";
    expect(file).toMatchObject({
      dataRequest: "9999", ordersRequested: [`gid://shopify/Order/${orderNumber}`, "gid://shopify/Order/77"], ordersFound: 1,
      orders: [{
        order: { email: words, phone: words, note: words, landingSite: words, totalMinor: "1" },
        address: { name: words, line1: words, phone: words, raw: words },
        attributes: [{ name: words, value: words }],
        discountCodes: [words],
        lines: [{ title: words, properties: [{ name: words, value: words }] }],
        givenToSuppliers: [{ supplier: words, givenAt: at.toISOString(), giftMessage: words, receiver: { name: words, line1: words }, lines: [{ note: words }] }],
        parcels: [{ trackingNumber: words, events: [{ description: words, city: words }] }],
        messages: [{ request: words, response: words }],
        activity: [{ code: words, params: { message: words } }],
      }],
    });
  });

  it("shows customs numbers in the clear, the buyer's and what the supplier was given", async () => {
    expect(JSON.parse(await loadFile())).toMatchObject({
      orders: [{ customsNumbers: [{ kind: "cpf", value: "11144477735" }], givenToSuppliers: [{ customsNumber: { kind: "cpf", value: "11144477735" } }] }],
    });
  });

  it("holds nothing of anybody else", async () => {
    expect(await loadFile()).not.toContain("somebody-else");
  });

  it("is told of once: a second run brings it up to date, and a settled problem stays settled", async () => {
    const open = async () => (await test.database.inShop(shopId, listOpenProblems)).filter(({ code }) => code === "data_request_ready");
    const [problem] = await open();
    expect(problem?.params).toEqual({ request: "9999", orders: 1 });
    await test.database.inShop(shopId, (tx) => resolveProblem(tx, problem?.id ?? "", "owner"));
    await runStep(exportCustomer, tools, { shopId, inboxId });
    expect(await open()).toEqual([]);
    expect(await test.database.inShop(shopId, (tx) => tx.db.privacyTask.count({ where: { inboxMessageId: inboxId } }))).toBe(1);
  });

  it("is gone too, once the customer's data has to go", async () => {
    const redaction = await receive(test, {
      shopId, topic: "customers/redact", body: `{"shop_id":${shopId},"shop_domain":"x","customer":{"id":5},"orders_to_redact":[${orderNumber}]}`,
    });
    await runStep(redactCustomer, tools, { shopId, inboxId: redaction });
    expect((await loadTask())?.file).toBeNull();
  });
});

it("a request that cannot be read becomes a problem", async () => {
  const broken = await receive(test, { shopId, topic: "customers/data_request", body: "[]" });
  expect(await runStep(exportCustomer, tools, { shopId, inboxId: broken })).toEqual({ kind: "unreadable" });
  const codes = (await test.database.inShop(shopId, listOpenProblems)).map(({ code }) => code);
  expect(codes).toContain("unreadable_webhook");
});
