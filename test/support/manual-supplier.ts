// A supplier that a person here tells by hand, and one click on its sheet, as the page sends them.
import { createSupplier } from "../../app/suppliers/store.server.ts";
import type { Answer } from "../../app/views/answer.ts";
import type { Act } from "../../app/views/open-shop-page.server.ts";
import type { ShopTransaction } from "../../app/platform/db.server.ts";
import type { TestWorld } from "./world.ts";

export async function addManualSupplier(world: TestWorld, name: string, given: { locale?: string; timeZone?: string } = {}): Promise<string> {
  return await world.inShop((tx) => createSupplier(tx, world.tools.sealer, {
    name, kind: "FACTORY", connector: "manual", settings: { passedOn: "wechat" }, credentials: {}, locale: given.locale ?? "zh-CN", timeZone: given.timeZone ?? "Asia/Shanghai",
  }));
}

export function formOf(fields: Readonly<Record<string, string | readonly string[]>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, one);
  return form;
}

/** As a page does it: what is saved and what follows commit together. */
export async function click(world: TestWorld, work: (tx: ShopTransaction) => Promise<Act>): Promise<Answer> {
  return await world.inShop(async (tx) => {
    const { answer, jobs } = await work(tx);
    await world.tools.queue.enqueue(tx, jobs);
    return answer;
  });
}
