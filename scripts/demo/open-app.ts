// The merchant's own way into the app, without a browser: pages are asked for as the store's admin would,
// with a fresh session token each time.
import type { LocalWorld } from "../local-world.ts";

const browser = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36";

type Way = Pick<LocalWorld, "store" | "proxyUrl">;

/** The address that the admin gives its frame. */
export async function frameAddress(world: Way, domain: string, path: string): Promise<{ url: string; idToken: string }> {
  const idToken = await world.store.shop(domain).sessionToken();
  const host = Buffer.from(`admin.shopify.com/store/${domain.split(".")[0]}`).toString("base64");
  const query = new URLSearchParams({ shop: domain, host, embedded: "1", id_token: idToken, locale: "en" });
  return { url: `${world.proxyUrl}${path}${path.includes("?") ? "&" : "?"}${query}`, idToken };
}

/** Opens a page; the first time, this installs the app. Throws when the page does not come. */
export async function openPage(world: Way, domain: string, path = "/app"): Promise<string> {
  const { url, idToken } = await frameAddress(world, domain, path);
  const response = await fetch(url, { headers: { "user-agent": browser, authorization: `Bearer ${idToken}` }, redirect: "manual" });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${path} answered ${response.status}: ${text.slice(0, 300)}`);
  return text;
}

export type Press = { readonly domain: string; readonly path: string; readonly fields: Readonly<Record<string, string | readonly string[]>> };

/** Presses a button of a page: the same action that its form posts to. */
export async function pressButton(world: LocalWorld, press: Press): Promise<void> {
  await (await askFor(world, press)).arrayBuffer();
}

/** The answer of a page's action: a file, or what a page would show next. Throws when it is an error. */
export async function askFor(world: LocalWorld, press: Press): Promise<Response> {
  const { url, idToken } = await frameAddress(world, press.domain, press.path);
  const fields = Object.entries(press.fields).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one]));
  const response = await fetch(url, {
    method: "POST", body: new URLSearchParams(fields), redirect: "manual",
    headers: { "user-agent": browser, authorization: `Bearer ${idToken}`, "content-type": "application/x-www-form-urlencoded" },
  });
  if (response.status >= 400) throw new Error(`${press.path} answered ${response.status}: ${await response.text()}`);
  return response;
}
