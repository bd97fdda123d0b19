// What does a supplier's reply in a chat say? "1001 圆通 YT12…", many lines, in any order and any width of characters.
// Pure, and line by line: no line is read by what stands around it, so their order never changes the reading.
import { companyByNumber, takeCarrier } from "../carriers/spoken-names.ts";
import { normalizeNumber } from "../carriers/number.ts";
import type { RefusalCode } from "../suppliers/connector.ts";

/** What a line may be about: names as the shop and the buyer write them. */
export type KnownOrder = { readonly orderName: string; readonly receiverName: string | null };

export type ReplyLine = {
  /** Counted from 1. */
  readonly lineNumber: number;
  readonly text: string;
  /** Order names that the line names and we know, as we write them. */
  readonly orderNames: readonly string[];
  /** What looks like an order's number and is none that we know. */
  readonly unknownOrders: readonly string[];
  /** The order was found by its receiver's name only. */
  readonly isByName: boolean;
  readonly numbers: readonly ReplyNumber[];
  readonly packs: number | null;
  /** The supplier's item that the row of a file is about; a chat names none. */
  readonly items: readonly string[];
  readonly refusal: RefusalCode | null;
};
export type ReplyNumber = { readonly number: string; readonly company: string | null };

/** Lines that say nothing of a parcel or an order (a greeting, the name of the chat) are told apart, not thrown away. */
export type Reply = { readonly lines: readonly ReplyLine[]; readonly ignored: readonly { readonly lineNumber: number; readonly text: string }[] };

export function readReply(text: string, known: readonly KnownOrder[]): Reply {
  const book = bookOf(known);
  const read = text.split(/\r\n|\r|\n/).map((line, index) => ({ lineNumber: index + 1, text: line.trim() })).filter((line) => line.text !== "")
    .flatMap(({ lineNumber, text: line }) => partsOf(line).map((part) => readLine(part, { lineNumber, book })));
  const says = (line: ReplyLine): boolean => line.numbers.length > 0 || line.refusal !== null;
  return { lines: read.filter(says), ignored: read.filter((line) => !says(line)).map(({ lineNumber, text: line }) => ({ lineNumber, text: line })) };
}

/** Two orders in one line are told apart by a semicolon. */
const partsOf = (line: string): string[] => line.split(/[;；]/u).map((part) => part.trim()).filter((part) => part !== "");

/** One width, one kind of blank and of bracket, no invisible characters. */
export const fold = (text: string): string => text.normalize("NFKC").replaceAll(/[\p{Cf}\p{Cc}]/gu, " ").toUpperCase();

/** "#1001", "1001" and "＃１００１" are one name. */
export const orderKey = (name: string): string => fold(name).replaceAll(/[#№\s]/gu, "");

type Book = { readonly byKey: ReadonlyMap<string, string>; readonly people: readonly { readonly name: string; readonly orderName: string }[] };

function bookOf(known: readonly KnownOrder[]): Book {
  const people = known.flatMap(({ orderName, receiverName }) => {
    const name = squeeze(receiverName ?? "");
    return [...name].length >= 2 ? [{ name, orderName }] : [];
  });
  return { byKey: new Map(known.map(({ orderName }) => [orderKey(orderName), orderName])), people };
}

const squeeze = (text: string): string => fold(text).replaceAll(/[^\p{L}\p{N}]/gu, "");

const noise = [
  // Dates and hours, as chats put them in front of what somebody said.
  /\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?/gu, /\d{1,2}月\d{1,2}日/gu, /(?<!\d)\d{1,2}:\d{2}(:\d{2})?(?!\d)/gu,
  // The place in our own text for the chat: "(1/12)".
  /\(\s*\d+\s*\/\s*\d+\s*\)/gu,
];
const quantity = /(?<![\p{L}\p{N}])(?:共|X|×|\*)?\s*(\d{1,4})\s*(?:件|个|盒|套|只|双|包|条|PCS?|PIECES?|UNITS?|PACKS?)(?![A-Z0-9])|(?<![\p{L}\p{N}])[X×*]\s*(\d{1,4})(?!\d)/u;

function readLine(part: string, { lineNumber, book }: { readonly lineNumber: number; readonly book: Book }): ReplyLine {
  const quiet = noise.reduce((text, pattern) => text.replaceAll(pattern, " "), fold(part));
  const { code: refusal, rest: afterRefusal } = takeRefusal(quiet);
  const { company, rest } = takeCarrier(afterRefusal);
  const counted = quantity.exec(rest);
  const packs = counted ? Number(counted[1] ?? counted[2]) : null;
  const tokens = joinGroups(tokensOf(counted ? rest.replace(counted[0], " ") : rest), book);
  const named = ordersAmong(tokens, book);
  const numbers = numbersAmong(tokens, book).map((number) => ({ number, company: company ?? companyByNumber(number) }));
  const byName = named.known.length > 0 ? [] : peopleIn(part, book);
  return {
    lineNumber, text: part, numbers, packs, refusal, items: [],
    orderNames: named.known.length > 0 ? named.known : byName,
    unknownOrders: named.known.length > 0 || byName.length > 0 ? [] : named.unknown,
    isByName: byName.length > 0,
  };
}

const refusals: readonly { readonly code: RefusalCode; readonly pattern: RegExp }[] = [
  { code: "out_of_stock", pattern: /(?<!不)(?:缺货|没货|无货|断货|没有货|售罄|停产|下架|卖完)了?|OUT OF STOCK|NO STOCK|SOLD OUT|(?<![A-Z])OOS(?![A-Z])/u },
  { code: "destination_not_served", pattern: /(?:地址|地区|国家)?(?:不送|送不到|不到|不派送|寄不了)(?:达)?|NOT DELIVERABLE/u },
  { code: "other", pattern: /发不了|不能发|无法发货|不发货|拒单|退单|CAN(?:NOT|'T) SHIP|REFUSED?/u },
];

export function takeRefusal(text: string): { code: RefusalCode | null; rest: string } {
  const found = refusals.find(({ pattern }) => pattern.test(text));
  return found ? { code: found.code, rest: text.replace(found.pattern, " ") } : { code: null, rest: text };
}

/** Chinese stands against numbers without a blank: 单号YT12… */
const tokensOf = (text: string): string[] => text.split(/[\s,，、:：|/()[\]【】<>《》"“”'。.!?=]+|\p{Script=Han}+/u).filter((token) => token !== "");

/** "9400 1112 0108 0805 4830 16" and "YT 1234567890123" are one number each; an order's name is never a part of one. */
function joinGroups(tokens: readonly string[], { byKey }: Book): string[] {
  const isOrderAt = (index: number): boolean => byKey.has(orderKey(tokens[index] ?? "")) && (index === 0 || index === tokens.length - 1);
  const joined: string[] = [];
  let at = 0;
  while (at < tokens.length) {
    const length = isOrderAt(at) ? 1 : groupAt(tokens, at, isOrderAt);
    joined.push(tokens.slice(at, at + length).join(""));
    at += length;
  }
  return joined;
}

function groupAt(tokens: readonly string[], start: number, isOrderAt: (index: number) => boolean): number {
  const first = tokens[start] ?? "";
  if (/^[A-Z]{2}$/.test(first) && /^\d{9,16}$/.test(tokens[start + 1] ?? "")) return 2;
  const others = tokens.findIndex((token, index) => index >= start && (!/^\d{2,5}$/.test(token) || isOrderAt(index)));
  const group = tokens.slice(start, others === -1 ? undefined : others);
  return group.length >= 3 && group.join("").length >= 12 ? group.length : 1;
}

function ordersAmong(tokens: readonly string[], { byKey }: Book): { known: string[]; unknown: string[] } {
  const known = tokens.flatMap((token) => byKey.get(orderKey(token)) ?? []);
  const unknown = tokens.filter((token) => !byKey.has(orderKey(token)) && (/^#[\p{L}\p{N}-]+$/u.test(token) || /^(?:NO\.?)?\d{3,7}$/.test(token)));
  return { known: [...new Set(known)], unknown: [...new Set(unknown)] };
}

function numbersAmong(tokens: readonly string[], { byKey }: Book): string[] {
  const found = tokens.filter((token) => !byKey.has(orderKey(token)) && !token.startsWith("#")).map(normalizeNumber).filter(isLikeNumber);
  const numbers = [...new Set(found)];
  // A mobile number of the receiver's stands beside many a parcel's number.
  const withoutPhones = numbers.filter((number) => !/^(?:86)?1[3-9]\d{9}$/.test(number));
  return withoutPhones.length > 0 ? withoutPhones : numbers;
}

export const isLikeNumber = (token: string): boolean => /^[A-Z0-9]{8,40}$/.test(token) && token.replaceAll(/\D/g, "").length >= 6;

function peopleIn(part: string, { people }: Book): string[] {
  const text = squeeze(part);
  const found = people.filter(({ name }) => text.includes(name));
  // 张三丰 holds 张三: the longer name was meant.
  const longest = Math.max(0, ...found.map(({ name }) => name.length));
  return [...new Set(found.filter(({ name }) => name.length === longest).map(({ orderName }) => orderName))];
}
