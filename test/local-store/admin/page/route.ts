// Which page does an address of the admin mean?
import { APP_HANDLE, context, storeName, type Shop } from "./context.ts";

export type Route =
  | { page: "stores" }
  | { page: "not-found" }
  | { page: "orders" | "new-order" | "products" | "faults"; shop: Shop }
  | { page: "order"; shop: Shop; orderId: string }
  | { page: "app"; shop: Shop; path: string };

export function readRoute(url: URL): Route {
  if (url.pathname === "/") return { page: "stores" };
  const [, name, section = "orders", id, ...rest] = url.pathname.slice(1).split("/");
  const shop = context.shops.find((candidate) => storeName(candidate) === name);
  if (shop === undefined) return { page: "not-found" };
  if (section === "products") return { page: "products", shop };
  if (section === "faults") return { page: "faults", shop };
  if (section === "apps") return readAppRoute(url, shop, { id, rest });
  if (section !== "orders" && section !== "") return { page: "not-found" };
  if (id === undefined || id === "") return { page: "orders", shop };
  return id === "new" ? { page: "new-order", shop } : { page: "order", shop, orderId: id };
}

function readAppRoute(url: URL, shop: Shop, parts: { id: string | undefined; rest: string[] }): Route {
  const isOurs = parts.id === APP_HANDLE || parts.id === context.apiKey;
  if (!isOurs) return { page: "not-found" };
  return { page: "app", shop, path: `/${parts.rest.join("/")}${url.search}${url.hash}` };
}
