// The address of a supplier's page of one order, and whose it is.
import { linkTokens } from "../platform/link-token.server.ts";

export const { tokenOf, readToken } = linkTokens("supplier link");
