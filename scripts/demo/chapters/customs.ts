// Customs in Brazil ask for the buyer's number: the order waits, the customer gets a link, and types it in.
import { findOrderByShopifyId } from "../../../app/orders/store.server.ts";
import { openPage, pressButton } from "../open-app.ts";
import { domain, heldBy, inState, place, supplierOrdersOf, until, whenOrdered, type Stage } from "../stage.ts";

const receiver = {
  firstName: "Test", lastName: "Buyer", address1: "Rua Exemplo 1", city: "São Paulo", provinceCode: "SP", zip: "01001-000", countryCode: "BR", phone: "+5511987654321",
};
/** Made up; its check digits are right. */
const cpf = "111.444.777-35";

export async function waitsForCpf(stage: Stage): Promise<void> {
  stage.log("An order goes to Brazil, and its buyer gave no CPF.");
  const order = await place(stage, [{ sku: "LAMP-USBC", quantity: 1 }], { isWholeAddress: true, shippingAddress: receiver });
  await until(`${order.name} held`, async () => (await heldBy(stage, order)).includes("identity_missing"));
  if ((await supplierOrdersOf(stage, order)).some((one) => one.state !== "DRAFT")) throw new Error(`${order.name} was sent without what customs ask for`);
  const { id } = (await stage.database.inShop(stage.shopId, (tx) => findOrderByShopifyId(tx, order.id))) ?? { id: "" };
  stage.log(`${order.name} waits; the merchant asks the customer, who opens the link and types the number in.`);
  await pressButton(stage.world, { domain, path: `/app/orders/${id}`, fields: { intent: "details.ask" } });
  const [link] = /\/c\/[\w.-]+/.exec(await openPage(stage.world, domain, `/app/orders/${id}`)) ?? [];
  if (link === undefined) throw new Error(`the page of ${order.name} shows no link`);
  const { status } = await fetch(`${stage.world.proxyUrl}${link}`, { method: "POST", body: new URLSearchParams({ identity: cpf }), redirect: "manual" });
  if (status !== 303) throw new Error(`the customer's page answered ${status}`);
  await whenOrdered(stage, order, inState("ACCEPTED"));
}
