// What every page inside the admin stands in: the component library in the reader's language, and the menu.
// The script of App Bridge is in the document's head already; `isEmbeddedApp` decides about a second one only.
import { AppProvider } from "@shopify/shopify-app-remix/react";
import english from "@shopify/polaris/locales/en.json" with { type: "json" };
import chinese from "@shopify/polaris/locales/zh-CN.json" with { type: "json" };
import type { ReactNode } from "react";
import { AppNav } from "./app-nav.tsx";
import { useReaderLanguage } from "./words.tsx";

const translations = { en: english, "zh-CN": chinese };

export function AppFrame({ apiKey, children }: { readonly apiKey: string; readonly children: ReactNode }) {
  return (
    <AppProvider isEmbeddedApp={false} apiKey={apiKey} i18n={translations[useReaderLanguage()]}>
      <AppNav />
      {children}
    </AppProvider>
  );
}
