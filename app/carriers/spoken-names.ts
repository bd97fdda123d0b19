// What do suppliers call a carrier in a chat, and how is it written to the shop? Chinese names, short and long, and English ones.
// Where Shopify knows the carrier its own spelling stands here (companies.ts); other names get a link of their own.
import { normalizeNumber } from "./number.ts";

type SpokenCarrier = {
  readonly company: string;
  /** Chinese: found anywhere in a line, with or without 快递, 速递, 物流 behind. */
  readonly zh: readonly string[];
  /** Latin: only as a word of its own. */
  readonly latin: readonly string[];
  /** Numbers that begin like no other carrier's: the name where the supplier gives none. */
  readonly numbers?: RegExp;
};

export const spokenCarriers: readonly SpokenCarrier[] = [
  { company: "YTO Express", zh: ["圆通"], latin: ["YTO"], numbers: /^YT\d{13}$/ },
  { company: "ZTO Express", zh: ["中通"], latin: ["ZTO"] },
  { company: "STO Express", zh: ["申通"], latin: ["STO"] },
  { company: "Yunda Express", zh: ["韵达"], latin: ["YUNDA", "YD"] },
  { company: "SF Express", zh: ["顺丰"], latin: ["SF", "SF EXPRESS", "SHUNFENG"], numbers: /^SF\d{12,13}$/ },
  { company: "J&T Express", zh: ["极兔"], latin: ["J&T", "JT", "JITU"], numbers: /^JT\d{13}$/ },
  { company: "JD Logistics", zh: ["京东"], latin: ["JD", "JDL"], numbers: /^JD[A-Z]{0,2}\d{11,13}$/ },
  { company: "Deppon Express", zh: ["德邦"], latin: ["DEPPON"], numbers: /^DPK\d{12}$/ },
  { company: "Best Express", zh: ["百世", "汇通"], latin: ["BEST"] },
  { company: "China Post", zh: ["中国邮政", "邮政", "邮局", "小包", "E邮宝"], latin: ["CHINA POST", "CHINAPOST", "EPACKET"], numbers: /^[A-Z]{2}\d{9}CN$/ },
  { company: "EMS", zh: ["邮政EMS", "邮政特快"], latin: ["EMS"] },
  { company: "YunExpress", zh: ["云途"], latin: ["YUNEXPRESS", "YUN EXPRESS", "YUNTU"], numbers: /^YT\d{16}$/ },
  { company: "4PX", zh: ["递四方"], latin: ["4PX"], numbers: /^4PX\d{10,}(CN)?$/ },
  { company: "Yanwen", zh: ["燕文"], latin: ["YANWEN", "YW"], numbers: /^U[A-Z]\d{9}YP$/ },
  { company: "CNE Express", zh: ["递一"], latin: ["CNE"] },
  { company: "WanbExpress", zh: ["万邦"], latin: ["WANB", "WANBEXPRESS"] },
  { company: "Anjun Logistics", zh: ["安骏"], latin: ["ANJUN"] },
  { company: "SFC Fulfillment", zh: ["三态"], latin: ["SFC"] },
  { company: "Cainiao", zh: ["菜鸟"], latin: ["CAINIAO"] },
  { company: "UPS", zh: [], latin: ["UPS"] },
  { company: "USPS", zh: ["美国邮政"], latin: ["USPS"] },
  { company: "DHL Express", zh: [], latin: ["DHL", "DHL EXPRESS"] },
  { company: "FedEx", zh: ["联邦"], latin: ["FEDEX"] },
  { company: "TNT", zh: [], latin: ["TNT"] },
  { company: "DPD", zh: [], latin: ["DPD"] },
  { company: "GLS", zh: [], latin: ["GLS"] },
  { company: "Royal Mail", zh: ["英国皇家邮政"], latin: ["ROYAL MAIL"] },
];

const endings = "(?:快递|速递|速运|快运|物流|快件|国际|特快|专线)*";
const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

type Name = { readonly company: string; readonly pattern: RegExp; readonly length: number };

/** The longest name first: 中国邮政 is not 邮政 with something in front. */
const names: readonly Name[] = spokenCarriers
  .flatMap(({ company, zh, latin }): Name[] => [
    ...zh.map((name) => ({ company, length: name.length + 10, pattern: new RegExp(escaped(name) + endings, "iu") })),
    ...[...latin, company].map((name) => ({ company, length: name.length, pattern: new RegExp(`(?<![\\p{L}\\p{N}])${escaped(name)}(?![\\p{L}\\p{N}&])${endings}`, "iu") })),
  ])
  .toSorted((one, other) => other.length - one.length);

/** Which carrier is named in this text, and what is left of it? The text is taken in NFKC. */
export function takeCarrier(text: string): { readonly company: string | null; readonly rest: string } {
  const found = names.find(({ pattern }) => pattern.test(text));
  return found ? { company: found.company, rest: text.replace(found.pattern, " ") } : { company: null, rest: text };
}

/** Whose number begins like this? Only a name for a person to read; the recognised carriers prove their numbers elsewhere. */
export function companyByNumber(number: string): string | null {
  const typed = normalizeNumber(number);
  return spokenCarriers.find(({ numbers }) => numbers?.test(typed))?.company ?? null;
}
