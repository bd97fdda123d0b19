// Who ships for the merchant, how does each get its orders, and is its line in order?
import type { Abilities } from "../suppliers/connector.ts";
import type { SupplierFacts } from "../suppliers/supplier-facts.ts";
import type { SupplierKind } from "../suppliers/supplier.ts";
import type { ConnectorField } from "./connector-fields.ts";
import type { TimelineEntry } from "./order-page.ts";

/** What is known of the line: somebody here is the line; it was asked last then; or something about it needs a person. */
export type LineState =
  | { readonly kind: "by_hand" | "waits_for_mail" | "never_asked" }
  | { readonly kind: "asked"; readonly at: Date }
  | { readonly kind: "trouble"; readonly problems: number };

export type ShownSupplier = {
  readonly id: string;
  readonly name: string;
  readonly kind: SupplierKind;
  readonly connector: string;
  readonly timeZone: string;
  readonly isActive: boolean;
  readonly offers: number;
  readonly openOrders: number;
  readonly line: LineState;
};

export type ConnectorForm = {
  readonly name: string;
  readonly answers: Abilities["answers"];
  readonly settings: readonly ConnectorField[];
  readonly credentials: readonly ConnectorField[];
};

export type SuppliersPage = { readonly suppliers: readonly ShownSupplier[]; readonly connectors: readonly ConnectorForm[]; readonly timeZones: readonly string[] };

/** Its orders that are not over, by what a change of the line would do to them. */
export type OpenOrders = { readonly drafts: number; readonly unclear: number; readonly given: number };

export type SupplierPage = {
  readonly id: string;
  readonly facts: SupplierFacts;
  readonly isActive: boolean;
  readonly isBuiltIn: boolean;
  /** Null where this server no longer knows that kind of line. */
  readonly connector: ConnectorForm | null;
  readonly connectorName: string;
  /** What the line knows and may be shown, by field. */
  readonly settings: Readonly<Record<string, string>>;
  /** Where the supplier posts its shipments, if its kind of line can. */
  readonly webhookAddress: string | null;
  readonly line: LineState;
  readonly connectors: readonly ConnectorForm[];
  readonly hangsOn: { readonly offers: number; readonly orders: number; readonly rules: number };
  readonly open: OpenOrders;
  readonly timeZones: readonly string[];
  readonly shopCurrency: string;
  readonly history: readonly TimelineEntry[];
};
