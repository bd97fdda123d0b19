// The catalogue of faults: what may go wrong around the app, what must hold nevertheless, and which test breaks it for real.
// `catalogue.test.ts` compares it with the suite, so that no row is without its test and no test without its row.

/** A test that stands with its subject rather than here: the words after `it(`, without a table's "%s". */
export type Elsewhere = { readonly file: string; readonly test: string };

export type FaultRow = {
  readonly id: string;
  readonly fault: string;
  /** Besides the invariants I1 to I6 (invariants.ts). */
  readonly holds: string;
  /** Files of this folder, each with a test whose name begins with the id. */
  readonly here?: readonly string[];
  readonly elsewhere?: readonly Elsewhere[];
};

const at = (file: string, ...tests: string[]): Elsewhere[] => tests.map((test) => ({ file: `test/${file}`, test }));

export const catalogue: readonly FaultRow[] = [
  {
    id: "F1", fault: "the worker is killed at any point of a step", holds: "what is in the database is done again; what went outside is asked about, never sent blindly",
    here: ["processes.test.ts"],
    elsewhere: at("journeys/crash-between-steps.test.ts", "once at every point there is, leaves one supplier order each, one fulfillment and each event once"),
  },
  {
    id: "F2", fault: "the web process is killed while it takes webhooks in", holds: "what was acknowledged is stored; what was not may be sent again",
    here: ["processes.test.ts"],
    elsewhere: at("journeys/checks/2-durable-acks.test.ts", "loses none of 200 orders"),
  },
  {
    id: "F3", fault: "a worker stands still for longer than its claim, then wakes", holds: "its outcome is refused, and the supplier sees one key",
    here: ["processes.test.ts"],
    elsewhere: at("journeys/checks/4-one-purchase.test.ts", "an order that four workers send at the same moment is bought once"),
  },
  {
    id: "F4", fault: "PostgreSQL crashes and comes back", holds: "503 while it is away, never 200; no process ends; listening begins again",
    here: ["processes.test.ts"],
  },
  {
    id: "F5", fault: "single connections of every pool are ended by the server", holds: "pools heal, and a notice that was missed is made up for",
    here: ["processes.test.ts"],
  },
  {
    id: "F6", fault: "the line is cut between a commit and its answer", holds: "the repeat changes nothing",
    here: ["processes.test.ts"],
  },
  {
    id: "F7", fault: "a session holds a lock and a snapshot", holds: "200 or an early 503; limits on statements and locks take effect",
    here: ["processes.test.ts"],
  },
  {
    id: "F8", fault: "deadlock and serialization failure", holds: "tried again a bounded number of times, then done once",
    here: ["in-one-process.test.ts"],
  },
  {
    id: "F9", fault: "the primary database is killed in a storm, its standby takes over", holds: "nothing acknowledged is lost; the old primary takes no writes",
    elsewhere: at("platform/database.test.ts", "costs the idle connections, not the process"),
  },
  {
    id: "F10", fault: "Shopify answers 429, 5xx, or not at all", holds: "tried again later; another shop goes on meanwhile",
    here: ["in-one-process.test.ts"],
  },
  {
    id: "F11", fault: "Shopify answers THROTTLED with status 200", holds: "waits for its points, and is never taken for done",
    here: ["in-one-process.test.ts"],
  },
  {
    id: "F12", fault: "Shopify answers userErrors", holds: "not marked as done, seen by a person, not repeated without end",
    elsewhere: at("journeys/checks/5-tracking.test.ts", "is no fulfillment when Shopify answers with userErrors: the merchant reads them, and it goes through once the cause is gone", "is not taken for done when Shopify refuses: the merchant is told why"),
  },
  {
    id: "F13", fault: "a fulfillment is made and the answer is lost", holds: "read back; no second fulfillment",
    elsewhere: at("journeys/write-back.test.ts", "reads back before it repeats when the answer was lost after Shopify had carried it out"),
  },
  {
    id: "F14", fault: "the shop uninstalls, its token is revoked, amid an order", holds: "no call, no loop, the data stays until it is to be redacted",
    elsewhere: at("journeys/uninstalled-midway.test.ts", "sends no order that was not with its supplier yet, repeats none of unknown outcome, and writes nothing back"),
  },
  {
    id: "F15", fault: "a supplier takes an order, and its answer is lost", holds: "unknown, looked up by key, one order",
    elsewhere: at("journeys/checks/4-one-purchase.test.ts", "an order whose answer was lost is bought once, however often it is tried again"),
  },
  {
    id: "F16", fault: "a supplier fails, drips, sends HTML, a huge body or a redirect", holds: "a deadline and a cap; others go on",
    elsewhere: at("journeys/supplier-answers-badly.test.ts", "(%s) leaves it unknown, its neighbor goes on, and after a look-up in vain it is sent again once"),
  },
  {
    id: "F17", fault: "a supplier refuses the order, or some lines of it", holds: "what is left is routed once more, and every unit stands in one place",
    elsewhere: at("journeys/fallback.test.ts", "leaves the taken lines where they are and moves only what was refused"),
  },
  {
    id: "F18", fault: "one webhook comes many times at once", holds: "one effect",
    elsewhere: at("journeys/duplicate-webhooks.test.ts", "makes one supplier order each when fifty deliveries of three orders come mixed, each under an id of its own"),
  },
  {
    id: "F19", fault: "webhooks come in any order", holds: "the newest wins, and what is cancelled stays so",
    elsewhere: at("orders/any-order-of-messages.test.ts", "come to the same end, which is the newest one's"),
  },
  {
    id: "F20", fault: "webhooks never come", holds: "the sweep finds every order",
    elsewhere: at("journeys/checks/2-found-anyway.test.ts", "is found by the sweep: 200 of 200, each once"),
  },
  {
    id: "F21", fault: "the clock is a day off, jumps, or changes to summer time", holds: "no claim is lost, nothing is sent early or twice",
    here: ["in-one-process.test.ts"],
  },
  {
    id: "F22", fault: "a signed body that cannot be read", holds: "acknowledged, kept, told to a person; its neighbors go on",
    elsewhere: at("journeys/bad-input.test.ts", "with %s is kept raw and told with its reason", "leaves no neighbor behind"),
  },
  {
    id: "F23", fault: "the disk of the database, or of the log, is full", holds: "503, never 200; goes on by itself once there is space",
    elsewhere: at("shopify/inbox.test.ts", "keeps nothing whose job could not be added, and does not let it fail its neighbors"),
  },
  {
    id: "F24", fault: "a process runs out of memory, or its event loop stands still", holds: "a clean start; claims are safe",
    here: ["processes.test.ts"],
  },
  {
    id: "F25", fault: "hundreds of connections that send a byte a second", holds: "they are closed, and others are answered meanwhile",
    here: ["processes.test.ts"],
  },
  {
    id: "F26", fault: "a body of 5 MiB and more", holds: "up to the limit taken, above it 413 before it is read, and the order is fetched",
    elsewhere: [...at("shopify/receive-webhook.test.ts", "a length that is only claimed is refused before a byte of it is read"), ...at("journeys/sweep.test.ts", "brings an order whose webhook was larger than the door takes")],
  },
  {
    id: "F27", fault: "a forged signature", holds: "401, nothing stored",
    elsewhere: at("journeys/checks/1-forged-webhooks.test.ts", "(%s) is answered 401, and nothing of it is stored"),
  },
  {
    id: "F28", fault: "an old signed body under new headers", holds: "no new effect",
    elsewhere: at("journeys/checks/1-forged-webhooks.test.ts", "(an old one, genuinely signed and sent again under a new id) changes nothing and buys nothing"),
  },
  {
    id: "F29", fault: "one shop's signed body under another's name", holds: "nothing happens to the other",
    elsewhere: at("journeys/checks/1-forged-webhooks.test.ts", "(genuinely signed for this shop, under another shop's name) leaves no order there"),
  },
  {
    id: "F30", fault: "another shop's ids", holds: "nothing is found, even by a question without a filter",
    elsewhere: [
      ...at("platform/tenancy.test.ts", "shows a query without any filter this shop's rows only", "is invisible to another shop, table by table"),
      ...at("security/tenants.test.ts", "whose every button is pressed with the first shop's ids change nothing there and tell nothing", "take the first shop's ids from a job of the other's, and find nothing"),
    ],
  },
  {
    id: "F31", fault: "SQL in every field", holds: "kept as text",
    elsewhere: at("shopify/receive-webhook.test.ts", "answers 400 to the shop domain %s"),
  },
  {
    id: "F32", fault: "a supplier's address that leads inside", holds: "refused by the resolved address; redirects are not followed",
    elsewhere: at("platform/http-private-network.test.ts", "is not reached even where a server listens there"),
  },
  {
    id: "F33", fault: "a cell that is a formula", holds: "neutralised, and the same after a round trip",
    elsewhere: at("platform/tables/tables.test.ts", "is the same after a round trip through CSV, with formulas neutralised on the way"),
  },
  {
    id: "F34", fault: "entities and bombs in what is unpacked or parsed", holds: "refused within bounds",
    elsewhere: [...at("platform/tables/bad-files.test.ts", "does not unpack a bomb, whatever size its directory tells"), ...at("security/hostile-input.test.ts", "unfolds no entity: %s")],
  },
  {
    id: "F35", fault: "a path in a name", holds: "only files that are ours are served",
    elsewhere: at("supplier-desk/desk.test.ts", "is not found: %s"),
  },
  {
    id: "F36", fault: "a forged session token", holds: "no session; the shop comes from the token alone",
    elsewhere: at("shopify/app.test.ts", "a data request with %s is refused", "the shop comes from the token and never from the address"),
  },
  {
    id: "F37", fault: "forged answers of OAuth and the app proxy", holds: "refused",
    elsewhere: [...at("shopify/app.test.ts", "an answer of OAuth that nobody asked for opens nothing: %s"), ...at("customers/customer-doors.test.ts", "stays shut for %s")],
  },
  {
    id: "F38", fault: "markup in what strangers typed", holds: "shown as text; only the shop's own admin may frame a page",
    elsewhere: [...at("supplier-desk/desk.test.ts", "writes what strangers typed as text, never as markup"), ...at("shopify/app.test.ts", "no page may be framed in the name of %s")],
  },
  {
    id: "F39", fault: "somebody reads the database, the logs, an error page", holds: "secrets are sealed, their keys elsewhere",
    elsewhere: at("journeys/checks/11-secrets-and-tenants.test.ts", "tokens and suppliers' credentials lie sealed in the database", "the log of a whole order, its failures included, names no person and no secret"),
  },
  {
    id: "F40", fault: "compliance webhooks amid orders", holds: "done in time, and finished work stays without a name",
    elsewhere: at("journeys/uninstall-and-redact.test.ts", "is forgotten everywhere, and no one else is"),
  },
  {
    id: "F41", fault: "one shop's storm", holds: "another shop's orders go on",
    elsewhere: at("journeys/duplicate-webhooks.test.ts", "makes one supplier order each when fifty deliveries of three orders come mixed, each under an id of its own"),
  },
  {
    id: "F42", fault: "a deployment during a storm", holds: "old processes end in ten seconds, nothing is lost, old and new schema work together",
    here: ["several-processes.test.ts"],
  },
  {
    id: "F43", fault: "the database is restored from a backup", holds: "what was sent after it is not bought again",
    here: ["restore.test.ts"],
  },
];
