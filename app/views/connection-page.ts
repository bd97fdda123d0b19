// Does Shopify tell us everything, may we speak to the shop, and what had to be found by asking?
import type { ShownRecovery } from "../orders/connection-store.server.ts";
import type { ConnectionFinding } from "../orders/judge-connection.ts";
import type { SavedSweep } from "../orders/sweep-store.server.ts";

/** How far a person may ask to look back; the last is as far as Shopify shows orders. */
export const lookBackHours = ["24", "168", "1440"] as const;
export type LookBackHours = (typeof lookBackHours)[number];

export type TokenState =
  | { readonly kind: "good"; readonly until: Date }
  | { readonly kind: "ending"; readonly until: Date }
  | { readonly kind: "forever" }
  | { readonly kind: "none" };

export type ConnectionPage = {
  readonly checkedAt: Date | null;
  readonly findings: readonly ConnectionFinding[];
  readonly token: TokenState;
  readonly missingScopes: readonly string[];
  readonly sweep: SavedSweep | null;
  readonly isSweeping: boolean;
  readonly recoveries: readonly ShownRecovery[];
  /** In the order of the configuration; null where none of the kind has come. */
  readonly topics: readonly { readonly topic: string; readonly at: Date | null }[];
};
