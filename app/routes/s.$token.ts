// The supplier's own page behind its signed link: no account, no frame, no script.
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { serveDesk } from "../ui/desk/serve-desk.server.ts";

export const loader = ({ request, params, context }: LoaderFunctionArgs) => serveDesk(context.tools, request, params["token"] ?? "");
export const action = ({ request, params, context }: ActionFunctionArgs) => serveDesk(context.tools, request, params["token"] ?? "");
