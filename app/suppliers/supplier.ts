// Who ships for the merchant, in whose time, with what terms?

export type SupplierKind = "FACTORY" | "AGENT" | "WHOLESALER" | "SELF";

export type Supplier = {
  readonly id: string;
  readonly name: string;
  readonly kind: SupplierKind;
  /** Name of a folder in connectors/. */
  readonly connector: string;
  readonly connectorSettings: unknown;
  readonly isActive: boolean;
  readonly locale: string;
  /** IANA zone; cut-off and working days are the supplier's own. */
  readonly timeZone: string;
  readonly shipsBlind: boolean;
  readonly ifUndeliverable: "RETURN" | "DESTROY" | "ABANDON";
  readonly shipsFromCountryCode: string | null;
  readonly labelBuyer: "SUPPLIER" | "MERCHANT";
  readonly incoterm: string | null;
  readonly paymentTerms: string | null;
  readonly paymentMethod: string | null;
  readonly pricesIncludeTax: boolean;
  readonly invoiceWanted: boolean;
  readonly invoiceTitle: string | null;
  readonly hidesEmail: boolean;
  readonly hidesPhone: boolean;
  readonly hidesPrices: boolean;
  readonly mayHaveIoss: boolean;
  /** Whether its carriers deliver to post-office boxes; null: nobody has said. */
  readonly takesPoBoxes: boolean | null;
  readonly shipmentsCursor: string | null;
};
