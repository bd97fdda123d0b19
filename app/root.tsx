// The shell of every document. Shopify wants its App Bridge to be the first script in the head of an embedded page
// (https://shopify.dev/docs/apps/launch/app-requirements-checklist), so it stands here and not inside a component.
import type { LinksFunction, LoaderFunctionArgs } from "@remix-run/node";
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useLocation, useRouteLoaderData } from "@remix-run/react";
import polarisStyles from "@shopify/polaris/build/esm/styles.css?url";
import type { ReactNode } from "react";
import { languageFor } from "./platform/words/words.ts";
import { Apology, isAppPath } from "./ui/apology.tsx";
import { useReaderLanguage } from "./ui/words.tsx";

export const links: LinksFunction = () => [{ rel: "stylesheet", href: polarisStyles }];

export function loader({ request, context }: LoaderFunctionArgs) {
  const locale = new URL(request.url).searchParams.get("locale");
  return {
    apiKey: context.apiKey,
    language: languageFor([locale, request.headers.get("accept-language")]),
    requestId: context.requestId,
  };
}

export function Layout({ children }: { readonly children: ReactNode }) {
  const data = useRouteLoaderData<typeof loader>("root");
  const isEmbedded = isAppPath(useLocation().pathname);
  return (
    <html lang={useReaderLanguage()}>
      <head>
        {isEmbedded && data ? <meta name="shopify-api-key" content={data.apiKey} /> : null}
        {isEmbedded && data ? <script src="https://cdn.shopify.com/shopifycloud/app-bridge.js" /> : null}
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>Daifa</title>
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration />
        <Scripts />
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}

export function ErrorBoundary() {
  return <Apology />;
}
