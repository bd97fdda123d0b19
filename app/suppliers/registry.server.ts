// Which kinds of supplier can we talk to? One line per folder in connectors/; a test compares the two.
import { MerchantError } from "../platform/errors.ts";
import type { Connector } from "./connector.ts";
import { email } from "./connectors/email/connector.server.ts";
import { manual } from "./connectors/manual/connector.server.ts";
import { rehearsal } from "./connectors/rehearsal/connector.server.ts";
import { restApi } from "./connectors/rest-api/connector.server.ts";

export const connectors: readonly Connector[] = [restApi, manual, email];

/** Set up by us alone, never chosen by a person. */
export const builtInConnectors: readonly Connector[] = [rehearsal];

/** @throws MerchantError "supplier_connector_unknown": the supplier was set up for a connector that we no longer ship */
export function getConnector(name: string): Connector {
  const found = [...connectors, ...builtInConnectors].find((connector) => connector.name === name);
  if (!found) throw new MerchantError("supplier_connector_unknown", { connector: name });
  return found;
}
