// The story to its end, without a person: exit 0, or what does not balance.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { findShopByDomain } from "../../app/merchants/store.server.ts";
import { checkAgainstBooks, findStrangers } from "./read-books.ts";
import { openPage } from "./open-app.ts";
import { tellEnd } from "./end-state.ts";
import { seedShop } from "./seed-shop.ts";
import { startApp, type RunningDemo } from "./start-app.ts";
import { playStory } from "./story.ts";
import { tellOrder } from "./tell-order.ts";

const domain = "demo.myshopify.com";
/** The app itself looks every five minutes; a story has no time for that. */
const hurried = ["sweep-orders", "retry-write-backs"];
const hurryEveryMs = 2_000;
const expectedEnd = resolve(import.meta.dirname, "end-state.txt");

/** seed: webhooks come five times, in any order, some late, some never. The end is to be the same. */
export async function runOnce({ seed }: { readonly seed?: number }): Promise<number> {
  const startedAt = Date.now();
  const demo = await startApp({ throwaway: true, world: { timing: { routingDelayMs: 50, webhookRetryMs: 200 }, ...(seed === undefined ? {} : { chaos: { seed } }) }, logLevel: process.env["DEMO_LOG"] ?? "error" });
  try {
    return await play(demo, startedAt);
  } finally {
    await demo.close();
  }
}

const log = (line: string) => console.log(line);

async function play(demo: RunningDemo, startedAt: number): Promise<number> {
  const { world, database, sealer } = demo;
  await openPage(world, domain);
  const shop = await findShopByDomain(database, domain);
  if (!shop) throw new Error("the shop did not install");
  const eyes = { database, shopId: shop.id };
  const seeded = await seedShop({ ...eyes, sealer, world });
  const given = new Map<string, number>();
  const wake = (step: string) => demo.wake(shop.id, step);
  const hurrying = setInterval(() => void Promise.all(hurried.map(wake)).catch(() => undefined), hurryEveryMs);
  try {
    await playStory({ ...eyes, sealer, world, seeded, log, given, wake });
  } finally {
    clearInterval(hurrying);
  }

  const orders = (await world.store.shop(domain).orders()).toSorted((left, right) => left.name.localeCompare(right.name));
  log("");
  for (const order of orders) log(await tellOrder(eyes, order));
  log("");
  const checked = await checkAgainstBooks(eyes, { world, given }, orders);
  const strangers = await findStrangers(eyes, world);
  const wrong = checked.flatMap(({ name, check }) => (check ? check.findings.map((finding) => `${name}: ${finding.code} ${JSON.stringify(finding.params)}`) : [`${name}: unknown to the app`]));
  wrong.push(...strangers.map((reference) => `a supplier has ${reference}, which we never ordered`));
  wrong.push(...compareEnd(await tellEnd(eyes, orders)));
  const sum = (pick: (check: NonNullable<(typeof checked)[number]["check"]>) => number) => checked.reduce((total, { check }) => total + (check ? pick(check) : 0), 0);
  log(
    `Order check: ${sum((one) => one.paidUnits)} paid units = ${sum((one) => one.notOurs)} not ours + ${sum((one) => one.waiting)} waiting + ${sum((one) => one.withSupplier)} with a supplier` +
      ` + ${sum((one) => one.shipped)} shipped + ${sum((one) => one.cancelled)} cancelled or refunded + ${sum((one) => one.needsYou)} needs you`,
  );
  for (const line of wrong) log(`DOES NOT BALANCE  ${line}`);
  log(wrong.length === 0 ? `Everything balances, by our count, the store's and the suppliers' (${Math.round((Date.now() - startedAt) / 1000)} s).` : `${wrong.length} things do not balance.`);
  return wrong.length === 0 ? 0 : 1;
}

/** The end is written down beside this file, so that every run and every weather has to come to the same. */
function compareEnd(lines: readonly string[]): string[] {
  if (process.env["DEMO_WRITE_END"] !== undefined || !existsSync(expectedEnd)) {
    writeFileSync(expectedEnd, `${lines.join("\n")}\n`);
    return [];
  }
  const expected = readFileSync(expectedEnd, "utf8").trimEnd().split("\n");
  const changes = [...expected.filter((line) => !lines.includes(line)).map((line) => `gone from the end: ${line}`), ...lines.filter((line) => !expected.includes(line)).map((line) => `new at the end: ${line}`)];
  return changes.length > 0 || lines.join() === expected.join() ? changes : ["the end has its lines in another order"];
}
