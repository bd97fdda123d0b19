// The door for visitors of the shop, through Shopify's app proxy (/apps/parcels there). Answered as Liquid, so that the
// theme surrounds it; always with 200, because Shopify shows its own page for anything else.
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { answerVisitor, type Question } from "../customers/answer-visitor.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  return await answer({ request, context }, null);
}

export async function action({ request, context }: ActionFunctionArgs) {
  // Read only once Shopify has vouched for the visit.
  return await answer({ request, context }, async () => {
    const form = await request.formData();
    const textOf = (name: string) => String(form.get(name) ?? "").replaceAll("\u0000", "");
    return { order: textOf("order"), proof: textOf("proof") };
  });
}

type Came = Pick<LoaderFunctionArgs, "request" | "context">;

async function answer({ request, context }: Came, read: (() => Promise<Question["typed"]>) | null): Promise<Response> {
  const { tools } = context;
  const visit = await tools.shopify.authenticate.appProxy(request);
  const typed = read ? await read() : null;
  const page = await answerVisitor(tools, { ...visit, acceptLanguage: request.headers.get("accept-language"), typed });
  if (page === undefined) return new Response(null, { status: 404 });
  return new Response(page, { headers: { "Content-Type": "application/liquid; charset=utf-8", "Cache-Control": "no-store" } });
}
