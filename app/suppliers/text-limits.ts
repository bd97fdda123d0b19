// Does this supplier take texts of this length? Asked before anything is given to it; nothing is ever cut.
import type { Refusal, TextLimits } from "./connector.ts";
import type { SupplierOrderRequest } from "./supplier-order-request.ts";

export function findOverLimit({ receiver, packing, lines }: SupplierOrderRequest, limits: TextLimits = {}): Refusal | undefined {
  const texts: [string, string | undefined, number | undefined][] = [
    ["receiver.name", receiver.name, limits.name],
    ["receiver.latin.name", receiver.latin?.name, limits.name],
    ["receiver.line1", receiver.line1, limits.address],
    ["receiver.line2", receiver.line2, limits.address],
    ["receiver.oneLine", receiver.oneLine, limits.address],
    ["packing.instructionsEn", packing.instructionsEn, limits.note],
    ["packing.instructionsZh", packing.instructionsZh, limits.note],
    ["packing.giftMessage", packing.giftMessage, limits.note],
    ...lines.map((line, at): [string, string | undefined, number | undefined] => [`lines.${at}.note`, line.note, limits.note]),
  ];
  for (const [field, text = "", limit] of texts) {
    if (limit !== undefined && text.length > limit) return tooLong(field, limit, text.length);
  }
  return undefined;
}

export function tooLong(field: string, limit: number, length: number): Refusal {
  return { kind: "refused", code: "limit_exceeded", params: { field, limit, length }, lines: [] };
}
