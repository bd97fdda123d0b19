// How is a change written to a person at the supplier: into a chat, or into a letter with a link? In the supplier's language.
import { say, type Language } from "../platform/words/words.ts";
import type { ChangeMessage } from "./change-message.ts";
import { phoneOf, wholeAddress } from "./order-sheet.ts";

/** For a chat: whoever copies it passes the new address on. */
export function toChangeChat(message: ChangeMessage, language: Language): string {
  const { receiver } = message;
  const address = receiver ? [[receiver.name, phoneOf(receiver)].filter(Boolean).join(" "), wholeAddress(receiver).replaceAll(/\s+/gu, " ").trim()] : [];
  return [...asked(message, language), ...address, say(language, "change.text.please_answer")].join("\n");
}

/** Nothing of the buyer stands in a letter: the new address is on the page behind the link. */
export function toChangeLetter(message: ChangeMessage, language: Language): { subject: string; text: string } {
  const facts = { order: message.orderName, brand: message.shopBrand };
  return {
    subject: say(language, "change.letter.subject", facts),
    text: [...asked(message, language), "", say(language, "change.letter.answer_here"), message.answerUrl ?? "-", "", message.shopBrand].join("\n"),
  };
}

function asked({ kind, lines, orderName, reference }: ChangeMessage, language: Language): string[] {
  const facts = { order: orderName, reference };
  if (kind === "recall") return [say(language, "change.text.recall", facts)];
  if (kind === "receiver") return [say(language, "change.text.receiver", facts)];
  return [say(language, "change.text.fewer", facts), ...lines.map((line) => lineText(line, language))];
}

const lineText = ({ itemId, nameZh, titleEn, from, to }: ChangeMessage["lines"][number], language: Language): string =>
  say(language, "change.text.line", { item: itemId, name: language === "zh-CN" ? (nameZh ?? titleEn) : titleEn, from, to });
