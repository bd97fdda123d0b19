// Which stores and which app does this admin serve? Written into the page by the server.

export type Shop = { domain: string; id: string; name: string };
type Context = { apiKey: string; appOrigin: string; shops: Shop[] };

const written = document.getElementById("admin-context")?.textContent ?? "";
export const context = JSON.parse(written) as Context;

/** The app's place in the admin's addresses; its API key there means the same. */
export const APP_HANDLE = "daifa";
export const APP_NAME = "Daifa";

export function storeName(shop: Shop): string {
  return shop.domain.replace(/\.myshopify\.com$/, "");
}

export function storePath(shop: Shop, rest = ""): string {
  return `/store/${storeName(shop)}${rest}`;
}

export async function postToAdmin(path: string, body: object): Promise<Record<string, unknown>> {
  const response = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return (await response.json()) as Record<string, unknown>;
}
