// How the pages are built, and how the tests run. All of Remix's `v3_` flags are on, so that the move to
// React Router stays mechanical.
/// <reference types="vitest/config" />
import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";

declare module "@remix-run/server-runtime" {
  interface Future {
    v3_singleFetch: true;
  }
}

const pages = remix({
  future: {
    v3_fetcherPersist: true,
    v3_lazyRouteDiscovery: true,
    v3_relativeSplatPath: true,
    v3_routeConfig: true,
    v3_singleFetch: true,
    v3_throwAbortReason: true,
  },
});

export default defineConfig({
  // The plugin wants a build's entry files; tests import the sources as they are.
  plugins: process.env["VITEST"] ? [] : [pages],
  build: { target: "es2022", assetsInlineLimit: 0, sourcemap: false },
  // Only names that are meant for the browser may reach it; none are.
  envPrefix: "DAIFA_PUBLIC_",
  // Named beforehand, so that the first page of a day's work is not loaded twice with two copies of React.
  optimizeDeps: { include: ["@formatjs/intl", "@shopify/polaris", "@shopify/shopify-app-remix/react", "zod"] },
  test: {
    include: ["test/**/*.test.ts", "test/**/*.test.tsx"],
    globalSetup: ["test/support/database.ts"],
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 15_000 } },
  },
});
