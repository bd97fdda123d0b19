// The customer's own page behind its signed link: no account, no frame, no script.
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { serveDetails } from "../ui/details/serve-details.server.ts";

export const loader = ({ request, params, context }: LoaderFunctionArgs) => serveDetails(context.tools, request, params["token"] ?? "");
export const action = ({ request, params, context }: ActionFunctionArgs) => serveDetails(context.tools, request, params["token"] ?? "");
