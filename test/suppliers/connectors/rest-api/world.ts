// The other side of the rest-api connector, for the contract suite: a local supplier and an open line to it.
import { createHttpClient } from "../../../../app/platform/http.server.ts";
import { restApi } from "../../../../app/suppliers/connectors/rest-api/connector.server.ts";
import { signWebhook } from "../../../../app/suppliers/connectors/rest-api/read-webhook.server.ts";
import type { ConnectorWorld, SpoiledAnswer } from "../../../contracts/connector-world.ts";
import { localSupplierClient } from "../../../local-suppliers/client.ts";
import type { Fault } from "../../../local-suppliers/faults.ts";
import { startLocalSupplier } from "../../../local-suppliers/start-local-supplier.ts";

export const testCredentials = { apiKey: "local-api-key-0001", webhookSecret: "local-webhook-secret-0001" };

const faults: Record<SpoiledAnswer, Extract<Fault, { answer: unknown }>> = {
  slow: { answer: "hang" },
  drip: { answer: "slow_drip" },
  error_500: { answer: "error_500" },
  html: { answer: "html" },
  empty: { answer: "empty" },
  huge: { answer: "huge" },
  not_json: { answer: "not_json" },
  wrong_shape: { answer: "wrong_shape" },
  redirect: { answer: "redirect" },
  taken_then_cut: { answer: "cut", when: "after" },
};

export const restApiWorld: ConnectorWorld = {
  connector: restApi,
  secrets: Object.values(testCredentials),
  async start() {
    const supplier = await startLocalSupplier({ name: "Contract", ...testCredentials, items: [{ itemId: "mug" }, { itemId: "rare", stock: 1 }], pageSize: 2 });
    const control = localSupplierClient(supplier.url);
    const open = (apiKey: string, baseUrl = supplier.url) =>
      restApi.open({
        settings: { baseUrl, timeoutSeconds: 1 },
        credentials: { ...testCredentials, apiKey },
        limits: { note: 100 },
        http: createHttpClient({ allowPrivateAddresses: ["127.0.0.1"] }),
        now: () => new Date(),
      });
    const countIn = async (reference: string) => {
      const book = await control.readBook();
      const booked = book.orders.filter(({ order }) => order.identity.reference === reference);
      return { orders: booked.length, lookUps: (booked[0]?.lookUps ?? 0) + (book.vainLookUps[reference] ?? 0) };
    };
    return {
      connection: open(testCredentials.apiKey),
      connectionWithWrongKey: open("a-wrong-key-0000000"),
      items: { known: "mug", unknown: "no-such-item", short: "rare" },
      noteLimit: 100,
      spoil: (answer, on) => control.addFault({ ...faults[answer], on }),
      countIn,
      ship: (reference, lines) => control.ship(reference, lines && [{ lines }]),
      sign: (rawBody, at, secret = testCredentials.webhookSecret) => {
        const timestamp = String(Math.floor(at.getTime() / 1000));
        return { "daifa-timestamp": timestamp, "daifa-signature": signWebhook(secret, timestamp, rawBody) };
      },
      eventOf: (notices) => Buffer.from(JSON.stringify({ type: "shipments", shipments: notices })),
      close: () => supplier.close(),
    };
  },
};
