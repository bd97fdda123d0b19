// The other side of a connector as the contract sees it: a supplier with a book, and a line to it.
import { expect } from "vitest";
import type { Acknowledgement, Connector, SupplierConnection } from "../../app/suppliers/connector.ts";
import type { SupplierOrderRequest } from "../../app/suppliers/supplier-order-request.ts";
import { anOrderRequest, aRequestedLine } from "../suppliers/connectors/an-order-request.ts";

export type SpoiledAnswer = "slow" | "drip" | "error_500" | "html" | "empty" | "huge" | "not_json" | "wrong_shape" | "redirect" | "taken_then_cut";

/** A supplier with a book, and a line to it. */
export type StartedWorld = {
  connection: SupplierConnection;
  connectionWithWrongKey: SupplierConnection;
  /** short: exactly one pack is left of it. */
  items: { known: string; unknown: string; short: string };
  noteLimit: number;
  /** Spoils the next answer to this call; all but taken_then_cut happen instead of the call. */
  spoil(answer: SpoiledAnswer, on: "orders" | "look_up" | "shipments" | "cancel" | "change" | "look_up_change"): Promise<unknown>;
  countIn(reference: string): Promise<{ orders: number; lookUps: number }>;
  ship(reference: string, lines?: { lineReference: string; quantity: number }[]): Promise<unknown>;
  sign(rawBody: Buffer, at: Date, secret?: string): Record<string, string>;
  /** The body of a message that tells these shipments. */
  eventOf(notices: readonly unknown[]): Buffer;
  close(): Promise<void>;
};

export type ConnectorWorld = { connector: Connector; secrets: readonly string[]; start(): Promise<StartedWorld> };

export const SPOILED: SpoiledAnswer[] = ["slow", "drip", "error_500", "html", "empty", "huge", "not_json", "wrong_shape", "redirect"];

export function order(world: StartedWorld, over: Partial<SupplierOrderRequest> = {}): SupplierOrderRequest {
  return anOrderRequest({ lines: [aRequestedLine({ itemId: world.items.known })], ...over });
}

export async function placeOrder(world: StartedWorld): Promise<{ reference: string; outcome: Acknowledgement }> {
  const request = order(world);
  const { outcome } = await world.connection.submit(request);
  expect(outcome.kind).toBe("accepted");
  return { reference: request.identity.reference, outcome };
}
