// The app's bare address. Shopify opens it with the shop in the query; anybody else is told what this is.
// There is no field for a shop's domain: Shopify forbids it (https://shopify.dev/docs/apps/launch/app-requirements-checklist).
import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useWords } from "../ui/words.tsx";

export function loader({ request }: LoaderFunctionArgs) {
  const { search, searchParams } = new URL(request.url);
  if (searchParams.has("shop")) throw redirect(`/app${search}`);
  return null;
}

export default function Door() {
  const { say } = useWords();
  return (
    <main style={{ padding: "2rem", maxWidth: "40rem", fontFamily: "system-ui, sans-serif" }}>
      <h1>{say("shell.door.title")}</h1>
      <p>{say("shell.door.what")}</p>
      <p>{say("shell.door.how")}</p>
    </main>
  );
}
