// Is it written down which supplier was given whose data, when and how: by its system, by mail and link, in a sheet?
// And only what it was really given: a supplier that may not see a telephone number is not said to have it.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { actOnSheet } from "../../app/views/hand-over-acts.server.ts";
import { writeBatchFile } from "../../app/views/hand-over-files.server.ts";
import { addMailSupplier, linkIn, look } from "../support/mail-story.ts";
import { addManualSupplier, click, formOf } from "../support/manual-supplier.ts";
import { by, enqueue, ourOrderId, startStory, type Story } from "../support/story.ts";
import { map } from "../support/world.ts";

let story: Story;
let factoryId: string;
beforeAll(async () => {
  story = await startStory();
  factoryId = await addManualSupplier(story, "Cup Factory");
  await map(story, "POUR-SET", { supplierId: story.harborId, itemId: "HG-POUR-SET" });
  await map(story, "SCARF-RED", { supplierId: await addMailSupplier(story, "orders@factory.example"), itemId: "WJ-12" });
  await map(story, "LAMP-USBC", { supplierId: factoryId, itemId: "CF-1" });
});
afterAll(() => story.close());

/** One buyer ordering the same twice within minutes would be held as a double. */
let buyers = 0;
const buyer = { firstName: "Ada", lastName: "Byron", email: "ada@example.com", phone: "+12125550177" };

async function place(sku: string): Promise<string> {
  buyers += 1;
  const { id } = await story.shop.placeOrder({ lines: [{ sku, quantity: 1 }], buyer: { ...buyer, email: `ada${buyers}@example.com` }, shippingAddress: { ...buyer, address1: "1 Main Street" } });
  await story.drain();
  return await ourOrderId(story, id);
}

const disclosed = async (orderId: string): Promise<string[]> =>
  (await story.inShop((tx) => tx.db.disclosure.findMany({ where: { orderId }, orderBy: [{ at: "asc" }, { id: "asc" }] }))).map(({ supplierName, channel, kinds }) => `${supplierName} ${channel}: ${kinds.join(", ")}`);

const setHides = (id: string, data: { hidesPhone?: boolean; hidesEmail?: boolean }) =>
  story.inShop((tx) => tx.db.supplier.update({ where: { shopId_id: { shopId: story.shopId, id } }, data }));

describe("an order by a supplier's own system", () => {
  it("says what the system was told, once, and never the data itself", async () => {
    const orderId = await place("POUR-SET");
    expect(await disclosed(orderId)).toEqual([`${story.harbor.name} rest-api: name, address, phone`]);
    await enqueue(story, "submit-supplier-order", { orderId, supplierOrderId: (await story.inShop((tx) => tx.db.supplierOrder.findFirstOrThrow({ where: { orderId } }))).id });
    await story.drain();
    expect(await disclosed(orderId)).toHaveLength(1);
    expect(JSON.stringify(await story.inShop((tx) => tx.db.disclosure.findMany()))).not.toMatch(/Ada|Byron|Main Street|212555/);
  });

  it("does not name what this supplier may not see, and names what it may", async () => {
    await setHides(story.harborId, { hidesPhone: true, hidesEmail: false });
    expect(await disclosed(await place("POUR-SET"))).toEqual([`${story.harbor.name} rest-api: name, address, email`]);
    await setHides(story.harborId, { hidesPhone: false, hidesEmail: true });
  });
});

describe("an order by mail", () => {
  it("names the files of the mail, the opened page once, and each reminder", async () => {
    const orderId = await place("SCARF-RED");
    const supplier = "Factory orders@factory.example";
    const mail = `${supplier} email: name, address, phone`;
    expect(await disclosed(orderId)).toEqual([mail]);
    const link = linkIn(story.mail.mails().at(-1));
    await look(story, link);
    await look(story, link);
    const { id: supplierOrderId } = await story.inShop((tx) => tx.db.supplierOrder.findFirstOrThrow({ where: { orderId } }));
    for (const number of [1, 2]) {
      await enqueue(story, "write-again", { orderId, supplierOrderId, kind: "reminder", number });
      await story.drain();
    }
    expect(await disclosed(orderId)).toEqual([mail, `${supplier} link: name, address, phone`, `${supplier} email:reminder: `, `${supplier} email:reminder: `]);
  });
});

describe("an order in a sheet", () => {
  it("is disclosed when the sheet is taken out or handed over, not while it lies there, and by its columns", async () => {
    const orderId = await place("LAMP-USBC");
    expect(await disclosed(orderId)).toEqual([]);
    const { id, batchId } = await story.inShop((tx) => tx.db.supplierOrder.findFirstOrThrow({ where: { orderId } }));
    await story.inShop((tx) => tx.db.supplierSheetColumn.createMany({
      data: ["orderName", "receiverName", "address", "empty"].map((field, position) => ({ id: crypto.randomUUID(), shopId: story.shopId, supplierId: factoryId, position, header: field, field })),
    }));
    const form = (fields: Record<string, string>) => formOf({ batchId: batchId ?? "", orders: [id], ...fields });
    const at = new Date();
    for (const format of ["xlsx", "csv", "chat-en"]) await story.inShop((tx) => writeBatchFile(tx, { sealer: story.tools.sealer, at }, form({ format })));
    expect((await disclosed(orderId)).toSorted()).toEqual(["Cup Factory manual:copy: name, address, phone", "Cup Factory manual:file: name, address"]);
    await click(story, (tx) => actOnSheet(tx, form({ intent: "hand-over", as: "wechat" }), { ...by, at: new Date() }));
    expect((await disclosed(orderId)).at(-1)).toBe("Cup Factory handed:wechat: name, address, phone");
  });
});
