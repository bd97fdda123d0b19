// Who ships for the merchant, and what must be known to add one?
import type { SupplierKind } from "../suppliers/supplier.ts";
import type { ConnectorField } from "./connector-fields.ts";

export const supplierKinds = ["FACTORY", "AGENT", "WHOLESALER", "SELF"] as const satisfies readonly SupplierKind[];

export type ShownSupplier = {
  readonly id: string;
  readonly name: string;
  readonly kind: SupplierKind;
  readonly connector: string;
  readonly timeZone: string;
  readonly isActive: boolean;
  readonly offers: number;
  readonly openOrders: number;
  /** What the connection knows and may be shown, by field. */
  readonly settings: Readonly<Record<string, string>>;
  /** Where the supplier posts its shipments, if its kind of connection can. */
  readonly webhookAddress: string | null;
};

export type ConnectorForm = { readonly name: string; readonly settings: readonly ConnectorField[]; readonly credentials: readonly ConnectorField[] };

export type SuppliersPage = { readonly suppliers: readonly ShownSupplier[]; readonly connectors: readonly ConnectorForm[]; readonly timeZones: readonly string[] };
