// The order's files behind the supplier's signed link.
import type { LoaderFunctionArgs } from "@remix-run/node";
import { serveDeskFile } from "../ui/desk/serve-file.server.ts";

export const loader = ({ request, params, context }: LoaderFunctionArgs) => serveDeskFile(context.tools, request, { token: params["token"] ?? "", file: params["file"] ?? "" });
