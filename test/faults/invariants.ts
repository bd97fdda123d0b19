// I1 to I6: what must hold after every fault, whatever it was. Each check counts by itself, from the books of the others
// where they have any, and gives back in words what is wrong.
import { checkAgainstBooks } from "../../scripts/demo/read-books.ts";
import type { LocalWorld } from "../../scripts/local-world.ts";
import type { Database } from "../../app/platform/db.server.ts";

/** What a fault was done to. */
export type Scene = {
  readonly world: LocalWorld;
  readonly database: Database;
  /** Ids of shops by their domains. */
  readonly shops: Readonly<Record<string, string>>;
  /** Everything that any process has logged. */
  readonly logged: () => string;
  /** Processes that should live; those that a test has killed for good are not among them. */
  readonly pids?: () => readonly number[];
  /** Deliveries that the test has made itself and that were answered with 200. */
  readonly acknowledged?: readonly { readonly shopDomain: string; readonly webhookId: string }[];
};

/** Empty when everything holds. The backlog is waited for first: until it has drained there is nothing to count. */
export async function whatIsBroken(scene: Scene): Promise<string[]> {
  const backlog = await waitForBacklog(scene);
  const checks = await Promise.all([eachAcknowledgedIsStored(scene), eachUnitStandsOnce(scene), eachKeyIsAcceptedOnce(scene), nothingCrosses(scene)]);
  return [...checks.flat(), ...backlog, ...processesLive(scene), ...(await nothingSecretIsLogged(scene))];
}

async function eachAcknowledgedIsStored({ world, database, shops, acknowledged = [] }: Scene): Promise<string[]> {
  const deliveries = (await Promise.all(Object.keys(shops).map((domain) => world.store.shop(domain).deliveries()))).flat();
  // Callbacks at an address of their own have no webhook id of Shopify's.
  const promised = [...deliveries.filter(({ state, topic }) => state === "delivered" && topic.includes("/")), ...acknowledged];
  const rows = await database.withoutShop.inboxMessage.findMany({ select: { shopDomain: true, webhookId: true } });
  const stored = Map.groupBy(rows, ({ shopDomain, webhookId }) => `${shopDomain} ${webhookId}`);
  const named = new Set(promised.map(({ shopDomain, webhookId }) => `${shopDomain} ${webhookId}`));
  return [...named].flatMap((name) => {
    const count = stored.get(name)?.length ?? 0;
    return count === 1 ? [] : [`I1: acknowledged and stored ${count} times: ${name}`];
  });
}

/** The sum over every line, and the whole order check with the books of suppliers and store beside ours. */
async function eachUnitStandsOnce({ world, database, shops }: Scene): Promise<string[]> {
  const found: string[] = [];
  for (const [domain, shopId] of Object.entries(shops)) {
    const lines = await database.inShop(shopId, (tx) => tx.db.lineItem.findMany({ include: { allocations: true, order: { select: { name: true } } } }));
    for (const line of lines) {
      const units = line.allocations.reduce((sum, { quantity }) => sum + quantity, 0);
      if (units !== line.quantity) found.push(`I2: ${units} of ${line.quantity} units of ${line.order.name} stand somewhere`);
    }
    const known = (await world.store.shop(domain).orders()).filter((booked) => lines.some((line) => line.order.name === booked.name));
    for (const { name, check } of await checkAgainstBooks({ database, shopId }, { world, given: new Map() }, known)) {
      for (const finding of check?.findings ?? []) found.push(`I2: ${name} ${finding.code} ${JSON.stringify(finding.params)}`);
    }
  }
  return found;
}

async function eachKeyIsAcceptedOnce({ world, database, shops }: Scene): Promise<string[]> {
  const books = await Promise.all(world.suppliers.map((supplier) => supplier.client.readBook()));
  const accepted = books.flatMap((book) => book.orders);
  const repeated = (what: string, keys: readonly string[]) => [...Map.groupBy(keys, (key) => key)].filter(([, all]) => all.length > 1).map(([key, all]) => `I3: ${all.length} accepted orders for the ${what} ${key}`);
  const known = new Set<string>();
  const lost: string[] = [];
  for (const shopId of Object.values(shops)) {
    const ours = await database.inShop(shopId, (tx) => tx.db.supplierOrder.findMany({ where: { supplier: { connector: "rest-api" } }, select: { reference: true, state: true } }));
    for (const { reference, state } of ours) {
      known.add(reference);
      const count = accepted.filter(({ order }) => order.identity.reference === reference).length;
      if (state === "ACCEPTED" && count !== 1) lost.push(`I3: we hold ${reference} for accepted, and suppliers have it ${count} times`);
    }
  }
  const strangers = accepted.filter(({ order }) => !known.has(order.identity.reference)).map(({ order }) => `I3: a supplier has ${order.identity.reference}, which nobody ordered`);
  return [...repeated("key", accepted.map(({ idempotencyKey }) => idempotencyKey)), ...repeated("reference", accepted.map(({ order }) => order.identity.reference)), ...lost, ...strangers];
}

/** Each shop's orders are those of its own store, and nobody's goods were fulfilled more than once. */
async function nothingCrosses({ world, database, shops }: Scene): Promise<string[]> {
  const found: string[] = [];
  for (const [domain, shopId] of Object.entries(shops)) {
    const booked = await world.store.shop(domain).orders();
    const own = new Set(booked.map(({ id }) => id));
    const ours = await database.inShop(shopId, (tx) => tx.db.order.findMany({ select: { shopifyOrderId: true, name: true } }));
    for (const { shopifyOrderId, name } of ours) if (!own.has(shopifyOrderId)) found.push(`I4: ${domain} has ${name}, which is not its own`);
    for (const order of booked) {
      const told = order.fulfillments.filter(({ status }) => status === "SUCCESS").flatMap(({ lines }) => lines);
      for (const line of order.lines) {
        const units = told.filter(({ lineItemId }) => lineItemId === line.id).reduce((sum, { quantity }) => sum + quantity, 0);
        if (units > line.quantity) found.push(`I4: ${units} of ${line.quantity} units of ${order.name} were fulfilled`);
      }
    }
  }
  return found;
}

const backlogLimitMs = 120_000;

/** Jobs whose time has come. What waits for a later moment, such as a second look at an unknown order, is no backlog. */
export async function backlogOf({ database, shops }: Pick<Scene, "database" | "shops">): Promise<string[]> {
  const [shopId = ""] = Object.values(shops);
  const rows = await database.inShop(shopId, (tx) => tx.db.$queryRaw<{ name: string; state: string }[]>`
    select name, state::text as state from pgboss.job where state in ('created', 'retry', 'active') and start_after <= now() and name not like '%.dead' and name <> 'clock' order by name`);
  return rows.map(({ name, state }) => `${name} ${state}`);
}

async function waitForBacklog(scene: Scene): Promise<string[]> {
  let left: string[] = [];
  for (const endsAt = Date.now() + backlogLimitMs; Date.now() < endsAt; await new Promise((resolve) => setTimeout(resolve, 100))) {
    left = await backlogOf(scene);
    if (left.length === 0) return await deadOnes(scene);
  }
  return [`I5: the backlog does not drain: ${[...new Set(left)].join(", ")}`];
}

async function deadOnes({ database, shops }: Scene): Promise<string[]> {
  const [shopId = ""] = Object.values(shops);
  const rows = await database.inShop(shopId, (tx) => tx.db.$queryRaw<{ name: string; count: number }[]>`select name, count(*)::int as count from pgboss.job where name like '%.dead' group by name`);
  return rows.map(({ name, count }) => `I5: ${count} jobs were given up: ${name}`);
}

function processesLive({ pids = () => [] }: Scene): string[] {
  return pids().filter((pid) => !lives(pid)).map((pid) => `I5: process ${pid} has ended`);
}

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function nothingSecretIsLogged({ world, shops, logged }: Scene): Promise<string[]> {
  const orders = (await Promise.all(Object.keys(shops).map((domain) => world.store.shop(domain).orders()))).flat();
  const { SHOPIFY_API_SECRET, TOKEN_KEYS, SEVENTEEN_TRACK_TOKEN } = world.environment;
  const secrets = [SHOPIFY_API_SECRET, ...TOKEN_KEYS.split(",").map((key) => key.split(":")[1] ?? ""), SEVENTEEN_TRACK_TOKEN, ...world.suppliers.flatMap(({ credentials }) => Object.values(credentials))];
  const people = orders.flatMap(({ email, phone, shippingAddress, customer }) => [email, phone, shippingAddress?.address1, shippingAddress?.phone, customer?.email]);
  const text = logged();
  // What is said is which, not what: this is a log too.
  return [
    ...secrets.flatMap((secret, index) => (secret && text.includes(secret) ? [`I6: secret ${index} is in the log`] : [])),
    ...new Set(people.flatMap((word) => (word && text.includes(word) ? ["I6: a buyer's data are in the log"] : []))),
    ...(/shp(at|ua|ca|rt)_[0-9a-z]{8}/i.test(text) ? ["I6: an access token is in the log"] : []),
  ];
}
