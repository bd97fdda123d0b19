// A live shop whose supplier works with a mailbox: what its tests need of mails, links and the supplier's page.
import { goLive } from "../../app/supplier-orders/release-supplier-orders.server.ts";
import { createSupplier } from "../../app/suppliers/store.server.ts";
import { serveDesk } from "../../app/ui/desk/serve-desk.server.ts";
import { serveDeskFile } from "../../app/ui/desk/serve-file.server.ts";
import type { CrashSeam } from "../../app/platform/step.ts";
import type { TakenMail } from "../local-mail/start-local-mail.ts";
import { map, startTestWorld, type TestWorld } from "./world.ts";

export type MailStory = TestWorld & { readonly supplierId: string };

export async function startMailStory(given: { to?: string; crash?: CrashSeam; now?: () => Date; locale?: string } = {}): Promise<MailStory> {
  const world = await startTestWorld({ ...(given.crash ? { crash: given.crash } : {}), ...(given.now ? { now: given.now } : {}) });
  const supplierId = await addMailSupplier(world, given.to ?? "orders@factory.example", given.locale);
  await map(world, "POUR-SET", { supplierId, itemId: "LF-77", nameZh: "手冲咖啡壶套装" });
  await map(world, "SCARF-RED", { supplierId, itemId: "WJ-12", nameZh: "红围巾" });
  await world.inShop((tx) => goLive(tx, 1, { name: "Store Owner", at: new Date() }));
  return { ...world, supplierId };
}

export const addMailSupplier = (world: TestWorld, to: string, locale = "zh-CN"): Promise<string> =>
  world.inShop((tx) => createSupplier(tx, world.tools.sealer, { name: `Factory ${to}`, kind: "FACTORY", connector: "email", settings: { to }, credentials: {}, locale, timeZone: "Asia/Shanghai" }));

export function linkIn(mail: TakenMail | undefined): string {
  const [url] = /https?:\/\/\S+\/s\/\S+/.exec(mail?.mail.text ?? "") ?? [];
  if (url === undefined) throw new Error("the mail has no link");
  return url;
}

const tokenIn = (url: string): string => new URL(url).pathname.split("/")[2] ?? "";

export const look = (world: TestWorld, url: string, headers: Record<string, string> = {}): Promise<Response> => serveDesk(world.tools, new Request(url, { headers }), tokenIn(url));

export const download = (world: TestWorld, url: string, file: string): Promise<Response> => serveDeskFile(world.tools, new Request(`${url}/${file}`), { token: tokenIn(url), file });

export const post = (world: TestWorld, url: string, fields: Record<string, string>): Promise<Response> =>
  serveDesk(world.tools, new Request(url, { method: "POST", body: new URLSearchParams(fields) }), tokenIn(url));

export async function statesOf(world: TestWorld): Promise<string[]> {
  return (await world.inShop((tx) => tx.db.supplierOrder.findMany({ orderBy: { id: "asc" } }))).map(({ state }) => state);
}
