// Can a person at the local supplier's counter ship, refuse and break things by the buttons alone?
import { afterEach, expect, it } from "vitest";
import { createHttpClient } from "../../app/platform/http.server.ts";
import { restApi } from "../../app/suppliers/connectors/rest-api/connector.server.ts";
import { anOrderRequest, aRequestedLine } from "../suppliers/connectors/an-order-request.ts";
import { testCredentials } from "../suppliers/connectors/rest-api/world.ts";
import { localSupplierClient } from "./client.ts";
import { startLocalSupplier, type LocalSupplier } from "./start-local-supplier.ts";

let supplier: LocalSupplier | undefined;
afterEach(() => supplier?.close());

async function open() {
  supplier = await startLocalSupplier({ name: "Ningbo <1>", ...testCredentials, items: [{ itemId: "mug" }] });
  const { url } = supplier;
  const connection = restApi.open({ settings: { baseUrl: url }, credentials: testCredentials, http: createHttpClient({ allowPrivateAddresses: ["127.0.0.1"] }), now: () => new Date() });
  const order = () => connection.submit(anOrderRequest({ lines: [aRequestedLine({ itemId: "mug", quantity: 2 })] }));
  const press = (act: string, reference = "") => fetch(url, { method: "POST", body: new URLSearchParams({ act, reference }), redirect: "manual" });
  const page = async () => (await fetch(url)).text();
  return { order, press, page, book: () => localSupplierClient(url).readBook() };
}

it("ships an order in two parcels, and shows it", async () => {
  const { order, press, page, book } = await open();
  await order();
  const reference = (await book()).orders[0]?.order.identity.reference ?? "";

  const answer = await press("ship-two", reference);

  expect(answer.status).toBe(303);
  expect((await book()).shipments.flatMap((shipment) => shipment.parcels)).toHaveLength(2);
  expect(await page()).toContain("Tell the shop again");
  expect(await page()).toContain("Ningbo &lt;1>");
});

it("refuses what comes while everything is sold out, and takes it when restocked", async () => {
  const { order, press, book } = await open();
  await press("sold-out");
  expect((await order()).outcome).toMatchObject({ kind: "refused", code: "out_of_stock" });

  await press("restock");

  expect((await order()).outcome.kind).toBe("accepted");
  expect((await book()).orders).toHaveLength(1);
});

it("takes the order and loses the answer, once", async () => {
  const { order, press, book } = await open();
  await press("lose-answer");

  expect((await order()).outcome.kind).toBe("unknown");
  expect((await book()).orders).toHaveLength(1);
  expect((await order()).outcome.kind).toBe("accepted");
});

it("knows no other button", async () => {
  const { press } = await open();
  expect((await press("explode")).status).toBe(400);
});
