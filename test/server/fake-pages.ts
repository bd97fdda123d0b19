// The smallest build that Remix can serve: a page, a page that takes its time, and one that fails.
import type { ActionFunctionArgs, ServerBuild } from "@remix-run/node";

export type FakePages = {
  readonly build: ServerBuild;
  /** Lets the slow page answer. */
  finishSlow(): void;
  /** Resolves when the slow page has been asked for. */
  readonly slowAsked: Promise<void>;
};

export function fakePages(): FakePages {
  const asked = Promise.withResolvers<void>();
  const finished = Promise.withResolvers<void>();
  const answers: Record<string, (args: ActionFunctionArgs) => unknown> = {
    page: ({ request, context }) => new Response(`page ${new URL(request.url).pathname} for ${context.apiKey}`),
    slow: async () => {
      asked.resolve();
      await finished.promise;
      return new Response("slow page");
    },
    form: async ({ request }) => new Response(`read ${(await request.text()).length}`),
  };
  const route = (name: string, path: string) => ({
    id: name, path, parentId: undefined, module: { loader: answers[name], action: answers[name], default: undefined },
  });
  const routes = { page: route("page", "page"), slow: route("slow", "slow"), form: route("form", "form") };
  const build = {
    mode: "production", isSpaMode: false, publicPath: "/", basename: "/", assetsBuildDirectory: "test/server/fake-assets",
    future: { v3_singleFetch: true }, routes, assets: { version: "1", url: "", entry: { module: "", imports: [] }, routes: {} },
    entry: { module: { default: () => new Response("document") } },
  } as unknown as ServerBuild;
  return { build, finishSlow: finished.resolve, slowAsked: asked.promise };
}
