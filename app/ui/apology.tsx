// What does a person see when a page fails? A plain apology, and a reference that the log knows.
// It must not need anything that could have failed: no provider, no component library.
import { isRouteErrorResponse, Link, useLocation, useRouteError, useRouteLoaderData } from "@remix-run/react";
import { useWords } from "./words.tsx";

/** Pages under this path are shown inside Shopify's admin. */
export const isAppPath = (path: string): boolean => /^\/app(\/|$)/.test(path);

export function Apology() {
  const { say } = useWords();
  const error = useRouteError();
  const reference = useRouteLoaderData<() => { requestId: string }>("root")?.requestId ?? "-";
  const isMissing = isRouteErrorResponse(error) && error.status === 404;
  return (
    <main style={{ padding: "2rem", maxWidth: "40rem", fontFamily: "system-ui, sans-serif" }}>
      <h1>{say(isMissing ? "shell.missing.title" : "shell.apology.title")}</h1>
      <p role="alert">{isMissing ? say("shell.missing.body") : say("shell.apology.body", { reference })}</p>
      <p>
        {/* Not a new document: inside the frame that would lose the shop from the address. */}
        <Link to={isAppPath(useLocation().pathname) ? "/app" : "/"}>{say("shell.back")}</Link>
      </p>
    </main>
  );
}
