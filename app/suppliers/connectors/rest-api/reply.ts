// What came back for one call: an answer to be judged, or nothing although the call may have arrived.
import type { Exchange, UnknownReason } from "../../connector.ts";

export type Payload = { kind: "json"; value: unknown } | { kind: "empty" } | { kind: "not_json" };

export type Reply =
  | { kind: "answered"; status: number; payload: Payload; exchange: Exchange }
  | { kind: "lost"; reason: UnknownReason; exchange: Exchange };

export function readPayload(text: string): Payload {
  if (text.trim() === "") return { kind: "empty" };
  try {
    return { kind: "json", value: JSON.parse(text) as unknown };
  } catch {
    return { kind: "not_json" };
  }
}
