// How are orders written into a chat? One block per order, plain text, in the language of the supplier.
import { say, type Code, type Language } from "../platform/words/words.ts";
import { phoneOf, specOf, wholeAddress } from "./order-sheet.ts";
import type { RequestedLine, SupplierOrderRequest } from "./supplier-order-request.ts";

/** The number stands first and alone, so that the answer can begin with it. */
export function toChatText(requests: readonly SupplierOrderRequest[], language: Language): string {
  return requests.map((request, index) => blockOf(request, { language, place: `${index + 1}/${requests.length}` })).join("\n\n");
}

function blockOf(request: SupplierOrderRequest, { language, place }: { language: Language; place: string }): string {
  const { identity, receiver, method, packing, identityDocuments } = request;
  const fact = (code: Code, value: string | undefined): string[] => (value ? [say(language, code, { value: oneLine(value) })] : []);
  return [
    `${identity.orderName} (${place})`,
    ...request.lines.flatMap((line) => lineTexts(line, language)),
    [receiver.name, phoneOf(receiver)].filter(Boolean).join(" "),
    oneLine(wholeAddress(receiver)),
    ...fact("chat.method", method.supplierChannel ?? method.deliveryTitle),
    ...fact("chat.tax_id", identityDocuments.map(({ kind, value }) => `${kind} ${value}`).join(", ")),
    ...fact("chat.gift", packing.giftMessage),
    ...fact("chat.packing", language === "zh-CN" ? (packing.instructionsZh ?? packing.instructionsEn) : (packing.instructionsEn ?? packing.instructionsZh)),
  ].join("\n");
}

function lineTexts(line: RequestedLine, language: Language): string[] {
  const name = language === "zh-CN" ? (line.nameZh ?? line.titleEn) : line.titleEn;
  const chosen = line.properties.map(({ name: asked, value }) => `${asked}: ${value}`).join("; ");
  return [
    `${[line.itemId, name, specOf(line)].filter(Boolean).join(" ")} ×${line.quantity}`,
    ...(chosen ? [say(language, "chat.properties", { value: oneLine(chosen) })] : []),
    ...(line.note ? [say(language, "chat.note", { value: oneLine(line.note) })] : []),
  ];
}

const oneLine = (text: string): string => text.replaceAll(/\s+/gu, " ").trim();
