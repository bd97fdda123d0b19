// How do we talk to one kind of supplier? The contract that every folder in connectors/ fills.
// An order has three outcomes, not two: an answer that never came is unknown, and is looked up before any repeat.
import type { z } from "zod";
import { MerchantError } from "../platform/errors.ts";
import type { Params } from "../platform/errors.ts";
import type { HttpClient } from "../platform/http.ts";
import type { Mailer, Rejection } from "../platform/mail.ts";
import type { Money } from "../platform/money.ts";
import type { DisclosedKind } from "./disclosed-kinds.ts";
import type { ChangeAnswer, ChangeLookUp, ChangeMessage } from "./change-message.ts";
import type { Letterhead } from "./letterhead.ts";
import type { SupplierOrderRequest } from "./supplier-order-request.ts";

/** What went over the wire, for the message log. Invariant: holds no key, token or signature. */
export type Exchange = { request: string; response: string | undefined; status: number | undefined };

/** exchange: undefined when nothing was sent or no answer could be logged. */
export type Answered<Outcome> = { outcome: Outcome; exchange: Exchange | undefined; mail?: WrittenMail | undefined };

/** To whom it was written, and which of them the mail server refused while it took the others. */
export type WrittenMail = { to: string; messageId: string; rejected: readonly (Rejection & { address: string })[]; /** What its files tell of the buyer. */ discloses: readonly DisclosedKind[] };

export type LineAnswer = {
  lineReference: string;
  answer: "accepted" | "refused" | "back_ordered";
  /** The supplier's own word for the reason, and its text. */
  code?: string | undefined;
  message?: string | undefined;
  /** Calendar day, YYYY-MM-DD. */
  expectedOn?: string | undefined;
  /** Per pack, where it differs from what was ordered. */
  unitCost?: Money | undefined;
};

export type Acceptance = {
  supplierReference: string;
  acceptedAt?: string | undefined;
  cost?: Money | undefined;
  isPaid?: boolean | undefined;
  /** Empty: the supplier answers for the order as a whole. */
  lines: readonly LineAnswer[];
};

/** Why a supplier (or, for limit_exceeded, we on its behalf) said no. Each has a text in every language. */
export const REFUSAL_CODES = [
  "unknown_item",
  "out_of_stock",
  "address_refused",
  "destination_not_served",
  "price_changed",
  "limit_exceeded",
  "invalid_order",
  "mailbox_rejects",
  "other",
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** params: message (the supplier's text), supplierCode; for limit_exceeded: field, limit, length. */
export type Refusal = { kind: "refused"; code: RefusalCode; params: Params; lines: readonly LineAnswer[] };

export const UNKNOWN_REASONS = ["timeout", "reset", "server_error", "not_json", "empty", "too_large", "unexpected_answer"] as const;
export type UnknownReason = (typeof UNKNOWN_REASONS)[number];
export type Unknown = { kind: "unknown"; reason: UnknownReason };

/** The supplier was given the order, and a person there has yet to answer (through the link, by a reply). */
export type Sent = { kind: "sent" };
/** The order lies in the sheet of the day: a person on our side has to pass it on. */
export type ToHandOver = { kind: "to_hand_over" };

export type Acknowledgement = ({ kind: "accepted" } & Acceptance) | Sent | ToHandOver | Refusal | Unknown;

export type SupplierOrderStanding = "open" | "partly_shipped" | "shipped" | "cancelled";
export type LookUp = ({ kind: "found"; standing: SupplierOrderStanding } & Acceptance) | { kind: "absent" } | Unknown;

export type Cancellation = { kind: "accepted" } | { kind: "absent" } | { kind: "too_late" } | Refusal | Unknown;

export type ShipmentNotice = {
  /** Ours, as given with the order. */
  reference: string;
  /** The supplier's, unique within the order: equal notices carry the same one. */
  shipmentReference: string;
  /** ISO 8601 with an offset; absent where the supplier does not say. */
  shippedAt?: string | undefined;
  parcels: readonly NoticedParcel[];
  /** What could not be read of it. Such a notice is acted on only after a person looked. */
  problems: readonly NoticeProblem[];
};

export type NoticedParcel = {
  trackingNumber: string;
  company?: string | undefined;
  url?: string | undefined;
  /** Quantities in the supplier's packs, as ordered. */
  lines: readonly { lineReference: string; quantity: number }[];
  weightGrams?: number | undefined;
  /** Cross-border: the number until customs and the number the buyer's carrier gives are kept apart. */
  firstLegNumber?: string | undefined;
  lastMileNumber?: string | undefined;
  lastMileCompany?: string | undefined;
  photoUrl?: string | undefined;
};

/** path points into the supplier's message ("parcels.0.lines.1.quantity"); text says what is wrong there. */
export type NoticeProblem = { path: string; text: string };

/** A notice without order, shipment or any tracking number: kept raw, so that a person can act. */
export type UnreadableNotice = { raw: string; problems: readonly NoticeProblem[] };

export type NoticeBatch = { notices: readonly ShipmentNotice[]; unreadable: readonly UnreadableNotice[] };

export type WebhookRequest = {
  headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The bytes as they came: the signature is over them, not over what they parse to. */
  rawBody: Buffer;
  now: Date;
};

export type WebhookRejection = "signature_missing" | "signature_wrong" | "timestamp_missing" | "too_old" | "in_the_future";
export type WebhookReading = ({ kind: "notices" } & NoticeBatch) | { kind: "rejected"; reason: WebhookRejection };

export type ConnectionFailure =
  | "supplier_credentials_refused"
  | "supplier_unreachable"
  | "supplier_address_blocked"
  | "supplier_answer_unreadable"
  | "mail_not_set_up";
export type ConnectionTest = { kind: "works"; supplierName?: string | undefined } | { kind: "fails"; code: ConnectionFailure; params: Params };

/**
 * One open line to one supplier. It may assume settings and credentials that passed the connector's schemas.
 * Every method that calls out
 * @throws HttpFailure with mayHaveArrived false, or RetryableError: certainly nothing happened there; repeat later
 * @throws MerchantError "supplier_credentials_refused": certainly nothing happened there; a person must act
 */
export type SupplierConnection = {
  /**
   * Places the order.
   * May assume: the intent is saved, with this reference and key.
   * Guarantees: with abilities.idempotentSubmit, the same key twice is one order. Too long a text is refused
   * (limit_exceeded) before anything is sent; nothing is ever cut.
   * Run twice: the same acceptance again.
   * @returns unknown where the supplier may have taken it; the caller looks it up before any repeat
   */
  submit(request: SupplierOrderRequest): Promise<Answered<Acknowledgement>>;
  /**
   * Asks the person there once more for an answer; number counts from 1. Present where answers come later.
   * Run twice: the same reminder again, which a mailbox knows.
   */
  remind?(request: SupplierOrderRequest, number: number): Promise<Answered<Acknowledgement>>;
  /**
   * Does the supplier have this order? Present exactly when abilities.lookUp.
   * Guarantees: absent only when the supplier itself said so in its protocol, never for an error page.
   */
  lookUp?(reference: string): Promise<Answered<LookUp>>;
  /**
   * Shipments after the cursor (undefined: from the beginning). Present exactly when abilities.polls.
   * Guarantees: no notice between two cursors is lost; the same may come again. isLast false: call again at once.
   * @throws RetryableError for any answer that could not be read as a whole, because reading again is safe
   */
  fetchShipments?(cursor: string | undefined): Promise<Answered<NoticeBatch & { cursor: string | undefined; isLast: boolean }>>;
  /**
   * Asks for the whole order to be cancelled.
   * Run twice: accepted again. Absent: the supplier never had it, so nothing will be shipped.
   */
  cancel(reference: string): Promise<Answered<Cancellation>>;
  /**
   * Asks for a change of an order that he has. Present where the connector can carry one; without it, cancel alone is used.
   * May assume: the intent is saved, with this number and key.
   * Guarantees: the same key twice is one change.
   * @returns unknown where it may have arrived; the caller looks it up before any repeat
   */
  change?(message: ChangeMessage): Promise<Answered<ChangeAnswer>>;
  /** What became of that change? Guarantees: absent only when the supplier said so in its protocol. */
  lookUpChange?(message: ChangeMessage): Promise<Answered<ChangeLookUp>>;
  /**
   * Judges a message that claims to come from this supplier. Present exactly when abilities.pushes.
   * Guarantees: no notice from bytes whose signature or age is wrong; compares in constant time; calls nobody.
   * Run twice: within the window the same notices with the same shipmentReference, which the caller knows already.
   */
  readWebhook?(message: WebhookRequest): WebhookReading;
  /** For the "test connection" button. Guarantees: changes nothing there, and throws nothing. */
  testConnection(): Promise<Answered<ConnectionTest>>;
};

/** Of single texts, in characters, where this supplier takes less than its protocol allows. */
export type TextLimits = { address?: number | undefined; note?: number | undefined; name?: number | undefined };

export type OpenContext<Settings = unknown, Credentials = unknown> = {
  settings: Settings;
  credentials: Credentials;
  limits?: TextLimits;
  http: HttpClient;
  now: () => Date;
  /** Undefined: this Daifa has no mail server. */
  mail?: Mailer | undefined;
  /** How letters to this supplier look; ours where absent. */
  letterhead?: Letterhead | undefined;
};

export type Abilities = {
  idempotentSubmit: boolean;
  lookUp: boolean;
  polls: boolean;
  pushes: boolean;
  /** at_once: submit accepts or refuses. later: it is sent, a person there answers. by_hand: a person here passes it on. */
  answers: "at_once" | "later" | "by_hand";
  /**
   * Of an order that the supplier has. asked_by_machine: what became of a question can be looked up (a recall at the order
   * itself). by_letter: nobody can be asked what became of it. none: a person here asks him.
   */
  changes: "asked_by_machine" | "by_letter" | "none";
};

export type Connector = {
  /** Folder name in connectors/, stored with the supplier. */
  name: string;
  /** The forms of the supplier's page render from these; credentials are sealed at rest and never shown again. */
  settingsSchema: z.ZodObject;
  credentialsSchema: z.ZodObject;
  abilities: Abilities;
  /** @throws MerchantError "supplier_settings_invalid" with the names of the fields */
  open(context: OpenContext): SupplierConnection;
};

/** Puts the schemas in front of `open`, so that a connector never sees settings that they refuse. */
export function defineConnector<Settings extends z.ZodObject, Credentials extends z.ZodObject>(parts: {
  name: string;
  settingsSchema: Settings;
  credentialsSchema: Credentials;
  abilities: Abilities;
  open(context: OpenContext<z.infer<Settings>, z.infer<Credentials>>): SupplierConnection;
}): Connector {
  return {
    ...parts,
    open: (context) => {
      const settings = parts.settingsSchema.safeParse(context.settings);
      const credentials = parts.credentialsSchema.safeParse(context.credentials);
      if (!settings.success || !credentials.success) {
        const fields = [...(settings.error?.issues ?? []), ...(credentials.error?.issues ?? [])].map((issue) => issue.path.join("."));
        throw new MerchantError("supplier_settings_invalid", { connector: parts.name, fields: fields.join(", ") });
      }
      return parts.open({ ...context, settings: settings.data, credentials: credentials.data });
    },
  };
}
