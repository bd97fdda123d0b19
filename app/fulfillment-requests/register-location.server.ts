// Once for each shop: the app becomes a fulfillment service of it, with a location of its own.
// A service's name is unique in its shop and its callback address is ours alone, so a lost answer is found by reading.
import { z } from "zod";
import { getMerchant } from "../merchants/store.server.ts";
import { recordActivity, system } from "../platform/activity.server.ts";
import type { Database, ShopTransaction } from "../platform/db.server.ts";
import type { Env } from "../platform/env.server.ts";
import { MerchantError } from "../platform/errors.ts";
import { shopSubject } from "../merchants/merchant.ts";
import type { Step } from "../platform/step.ts";
import type { AdminApi, ShopAddress } from "../shopify/admin.server.ts";
import { fulfillmentServiceCreate, fulfillmentServicesOfShop } from "../shopify/graphql/fulfillment-requests.ts";
import { getMode, saveLocation } from "./mode-store.server.ts";

type Tools = { readonly database: Database; readonly admin: AdminApi; readonly env: Pick<Env, "SHOPIFY_APP_URL">; readonly now: () => Date };
const inputSchema = z.object({ shopId: z.string(), switchId: z.uuid().exactOptional() });
type Input = z.infer<typeof inputSchema>;
type Registered = { readonly serviceId: string; readonly locationId: string };

export type RegisterOutcome = { readonly kind: "registered" | "known"; /** The switch that waits for it. */ readonly switchId?: string };

/** Below the app's address; Shopify adds the name of what it asks. */
export const callbackPath = "/service";

export const registerLocation: Step<Tools, Input, RegisterOutcome> = {
  name: "register-location",
  input: inputSchema,
  run: async ({ database, admin, env, now }, { shopId, switchId }) => {
    const goesOn = switchId === undefined ? {} : { switchId };
    const { shop, serviceId } = await database.inShop(shopId, load);
    const callbackUrl = `${env.SHOPIFY_APP_URL}${callbackPath}`;
    const found = await findOurs(admin, shop, { serviceId, callbackUrl });
    const registered = found ?? (await create(admin, shop, callbackUrl));
    return async (tx) => {
      await saveLocation(tx, registered);
      if (found?.serviceId === serviceId) return { kind: "known", ...goesOn };
      await recordActivity(tx, { subject: "shop", subjectId: shopSubject, actor: system, code: "location_registered", at: now() });
      return { kind: "registered", ...goesOn };
    };
  },
};

async function load(tx: ShopTransaction): Promise<{ shop: ShopAddress; serviceId: string | null }> {
  const { domain } = await getMerchant(tx);
  return { shop: { id: tx.shopId, domain }, serviceId: (await getMode(tx)).serviceId };
}

async function findOurs(admin: AdminApi, shop: ShopAddress, known: { serviceId: string | null; callbackUrl: string }): Promise<Registered | undefined> {
  const { fulfillmentServices } = (await admin.query(shop, fulfillmentServicesOfShop, {})).shop;
  const ours = fulfillmentServices.find(({ id, callbackUrl }) => id === known.serviceId || callbackUrl === known.callbackUrl);
  return ours?.location ? { serviceId: ours.id, locationId: ours.location.id } : undefined;
}

const names = ["Daifa", "Daifa fulfillment", "Daifa 代发"] as const;

/** Another app may bear the first name already. Without an answer the step is run again, and finds what was made. */
async function create(admin: AdminApi, shop: ShopAddress, callbackUrl: string): Promise<Registered> {
  let text = "";
  for (const name of names) {
    const answer = (await admin.mutate(shop, fulfillmentServiceCreate, { name, callbackUrl })).fulfillmentServiceCreate;
    const made = answer?.fulfillmentService;
    if (made?.location) return { serviceId: made.id, locationId: made.location.id };
    text = answer?.userErrors.map(({ message }) => message).join(" ") ?? "";
    if (!answer?.userErrors.some(({ field }) => field?.includes("name"))) break;
  }
  throw new MerchantError("location_refused", { text });
}
