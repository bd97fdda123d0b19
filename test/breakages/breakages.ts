// If somebody broke what the project promises, which test would say so? Each line breaks one thing on purpose, in a throwaway copy
// of the tree, and names the test that has to go red (`npm run test:breakages`).

export type Edit = { readonly file: string; /** Stands in the file exactly once. */ readonly find: string; readonly replace: string };
export type Breakage = { readonly id: string; readonly what: string; readonly edits: readonly Edit[]; readonly test: { readonly file: string; /** The beginning of its own name. */ readonly name: string } };

const firstMigration = "prisma/migrations/20261125000000_first/migration.sql";

export const breakages: readonly Breakage[] = [
  {
    id: "B1", what: "the inbox loses its unique key",
    edits: [
      { file: firstMigration, find: 'CREATE UNIQUE INDEX "InboxMessage_shopDomain_webhookId_key"', replace: 'CREATE INDEX "InboxMessage_shopDomain_webhookId_key"' },
      { file: "app/platform/inbox.server.ts", find: ' on conflict ("shopDomain", "webhookId") do nothing returning', replace: " returning" },
    ],
    test: { file: "test/shopify/inbox.test.ts", name: "keeps two equal deliveries at once as one row with one job" },
  },
  {
    id: "B2", what: "a webhook is acknowledged before its commit",
    edits: [{ file: "app/shopify/receive-webhook.server.ts", find: "const outcome = await options.inbox.store({ ...named, body: read.body });", replace: 'void options.inbox.store({ ...named, body: read.body }).catch(() => undefined);\n  const outcome: string = "stored";' }],
    test: { file: "test/shopify/receive-webhook.test.ts", name: "answers 503 when the inbox throws" },
  },
  {
    id: "B3", what: "a wrong signature of a webhook is taken",
    edits: [{ file: "app/shopify/receive-webhook.server.ts", find: ".includes(true);", replace: ".includes(true) || claimed.length > 0;" }],
    test: { file: "test/shopify/receive-webhook.test.ts", name: "answers 401 when one bit of the body was altered" },
  },
  {
    id: "B4", what: "an order of unknown outcome is sent again without asking for it",
    edits: [{ file: "app/supplier-orders/ask-supplier.server.ts", find: "if (!begun.mayExist) return await submit(connection, begun.request, exchanges);", replace: "if (begun.request) return await submit(connection, begun.request, exchanges);" }],
    test: { file: "test/journeys/supplier-answers-badly.test.ts", name: "is looked up once and not asked to ship again" },
  },
  {
    id: "B5", what: "a worker that lost its job saves all the same",
    edits: [{ file: "app/platform/queue.server.ts", find: "if (affectedSchema.parse(answer).affected !== 1) throw new StaleAttempt(job);", replace: "if (affectedSchema.parse(answer).affected > 1) throw new StaleAttempt(job);" }],
    test: { file: "test/platform/stale-attempt.test.ts", name: "saves nothing once another has the job" },
  },
  {
    id: "B6", what: "one table has no policy any more, and a question forgets the shop",
    edits: [{ file: firstMigration, find: "EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);", replace: "IF tenant_table <> 'Supplier' THEN EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table); END IF;" }],
    test: { file: "test/platform/tenancy.test.ts", name: "shows a query without any filter this shop's rows only" },
  },
  {
    id: "B7", what: "a refusal of Shopify's counts as a fulfillment",
    edits: [{ file: "app/fulfillments/create-fulfillment.server.ts", find: "if (created) return say(await saveCreated(tx, work, { id: created.id, name: created.name, at: now() }));", replace: 'if (answer) return say(await saveCreated(tx, work, { id: created?.id ?? "none", name: created?.name ?? "none", at: now() }));' }],
    test: { file: "test/journeys/checks/5-tracking.test.ts", name: "is no fulfillment when Shopify answers with userErrors" },
  },
  {
    id: "B8", what: "units are counted up where they should move",
    edits: [{ file: "app/orders/allocation.ts", find: "rows.push({ ...row, quantity: row.quantity - taken });", replace: "rows.push({ ...row, quantity: row.quantity });" }],
    test: { file: "test/orders/reconcile-lines.test.ts", name: "conserves units, changes nothing when run twice, and leaves sent units alone" },
  },
  {
    id: "B9", what: "an older message overwrites a newer one",
    edits: [{ file: "app/orders/store.server.ts", find: "(existing.redactedAt || existing.shopifyUpdatedAt > order.shopifyUpdatedAt)", replace: "existing.redactedAt" }],
    test: { file: "test/orders/any-order-of-messages.test.ts", name: "come to the same end, which is the newest one's" },
  },
  {
    id: "B10", what: "a link never ends",
    edits: [{ file: "app/platform/link-token.server.ts", find: 'link.expiresAt.getTime() <= now.getTime() ? "expired" : "open"', replace: 'link.expiresAt.getTime() <= 0 && now ? "expired" : "open"' }],
    test: { file: "test/supplier-desk/desk.test.ts", name: "is gone after thirty days, and says so in the reader's language" },
  },
  {
    id: "B11", what: "an unpaid order goes out",
    edits: [{ file: "app/orders/payment-hold.ts", find: 'if (financialStatus === "PAID" || financialStatus === "PARTIALLY_REFUNDED") return null;', replace: 'if (financialStatus === "PAID" || financialStatus === "PENDING" || financialStatus === "PARTIALLY_REFUNDED") return null;' }],
    test: { file: "test/journeys/unpaid-orders.test.ts", name: "(PENDING) waits as unpaid and is released by its payment" },
  },
  {
    id: "B12", what: "a parcel of unknown outcome is written back without reading",
    edits: [
      { file: "app/fulfillments/create-fulfillment.server.ts", find: 'const mayExist = work.row.state === "SENDING" || work.row.state === "UNKNOWN";', replace: 'const mayExist = work.row.state === "SENDING" && work.row.attempt < 0;' },
      // Whoever reads the order's fulfillments finds it as well: both have to be gone.
      { file: "app/fulfillments/judge-fulfillments.ts", find: "[...untold].find((candidate) => isItsTelling(candidate, one))", replace: "[...untold].find((candidate) => isItsTelling(candidate, one) && one.id === candidate.shopifyFulfillmentId)" },
    ],
    test: { file: "test/journeys/write-back.test.ts", name: "reads back before it repeats when the answer was lost after Shopify had carried it out" },
  },
  {
    id: "B13", what: "an order that the shop does not know is believed",
    edits: [{ file: "app/orders/confirm-orders.server.ts", find: "  if (!node) {\n    await dropForeignOrder(tx, order.id);", replace: "  if (!node) {\n    outcome.orderIds.push(order.id);" }],
    test: { file: "test/journeys/other-shops.test.ts", name: "(in the other shop's currency) leaves nothing there but its raw message and a problem for us" },
  },
  {
    id: "B14", what: "a supplier's address may lead into our own network",
    edits: [{ file: "app/platform/http.server.ts", find: "allowPrivateIPAddress: allowed === true,", replace: "allowPrivateIPAddress: true," }],
    test: { file: "test/platform/http-private-network.test.ts", name: "is not reached even where a server listens there" },
  },
  {
    id: "B15", what: "the log holds the links of suppliers and customers",
    edits: [{ file: "app/platform/web-server.server.ts", find: '/i, "$1[link]")', replace: '/i, "$&")' }],
    test: { file: "test/server/web-server.test.ts", name: "does not hold what opens the page of a supplier or customer" },
  },
  {
    id: "B16", what: "a cell may start a formula",
    edits: [{ file: "app/platform/tables/neutral.ts", find: "(startsFormula.test(text) ? `'${text}` : text);", replace: "(startsFormula.test(text) ? text : text);" }],
    test: { file: "test/platform/tables/tables.test.ts", name: "is the same after a round trip through CSV, with formulas neutralised on the way" },
  },
];
