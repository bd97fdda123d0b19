// Where Shopify's library sends the browser to sign in or to fetch a fresh session token.
import { type LoaderFunctionArgs, redirect } from "@remix-run/node";

export async function loader({ request, context }: LoaderFunctionArgs) {
  // Reached without a shop; the library would offer a field for its domain here, which Shopify forbids.
  if (new URL(request.url).pathname === "/auth/login") return redirect("/");
  await context.tools.shopify.authenticate.admin(request);
  return null;
}
