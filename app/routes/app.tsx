// The layout of every page inside Shopify's admin: who is reading, in which language, for which shop?
import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { isRouteErrorResponse, Outlet, useLoaderData, useRouteError, useRouteLoaderData, type ShouldRevalidateFunction } from "@remix-run/react";
import { findMerchant, findShopByDomain } from "../merchants/store.server.ts";
import { languageFor } from "../platform/words/words.ts";
import { learnLanguage } from "../suppliers/built-in.server.ts";
import { AppFrame } from "../ui/app-frame.tsx";
import { Apology } from "../ui/apology.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { tools, apiKey } = context;
  const { session } = await tools.shopify.authenticate.admin(request);
  const shop = await findShopByDomain(tools.database, session.shop);
  const merchant = shop ? await tools.database.inShop(shop.id, findMerchant) : undefined;
  const language = languageFor([
    merchant?.settings.language,
    new URL(request.url).searchParams.get("locale"),
    request.headers.get("accept-language"),
    merchant?.locale,
  ]);
  if (shop && merchant) await tools.database.inShop(shop.id, (tx) => learnLanguage(tx, language, tools.now()));
  return { apiKey, language, timeZone: merchant?.timeZone ?? "UTC", shopName: merchant?.name ?? session.shop };
}

/** Shopify tells the reader's locale with the document only: asked again on the way, the language would change, which it shall only when a person has just chosen another. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ formData }) => formData?.get("intent") === "language";

/** Shopify's library answers through thrown responses, and their headers say who may frame the page. */
export const headers: HeadersFunction = ({ parentHeaders, loaderHeaders, actionHeaders, errorHeaders }) => {
  if (errorHeaders && [...errorHeaders].length > 0) return errorHeaders;
  return new Headers([...parentHeaders, ...loaderHeaders, ...actionHeaders]);
};

export default function AppLayout() {
  const { apiKey } = useLoaderData<typeof loader>();
  return (
    <AppFrame apiKey={apiKey}>
      <Outlet />
    </AppFrame>
  );
}

export function ErrorBoundary() {
  const error = useRouteError();
  const data = useRouteLoaderData<typeof loader>("routes/app");
  // The library's page that leaves the frame or fetches a fresh token arrives as a thrown answer of status 200.
  if (isRouteErrorResponse(error) && error.status === 200 && typeof error.data === "string") {
    return <div dangerouslySetInnerHTML={{ __html: error.data }} />;
  }
  return data ? <AppFrame apiKey={data.apiKey}><Apology /></AppFrame> : <Apology />;
}
