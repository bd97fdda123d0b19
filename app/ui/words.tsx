// In whose language, time zone and writing does this page speak? The layout of the app knows; before it has answered,
// the document's own guess stands.
import { useRouteLoaderData } from "@remix-run/react";
import { useMemo } from "react";
import type { Params } from "../platform/errors.ts";
import type { Money } from "../platform/money.ts";
import {
  type Code, formatInstant, formatMoney, formatQuantity, type Language, say, sayStored, type TimeChoice,
} from "../platform/words/words.ts";

/** What the loaders of `root` and `routes/app` tell about the reader. */
export type Reader = { readonly language: Language; readonly timeZone: string };

export type Words = Reader & {
  say(code: Code, params?: Params): string;
  /** For codes that come from the database. */
  sayStored(code: string, params?: Params): string;
  formatMoney(money: Money): string;
  /** In the shop's time zone. */
  formatInstant(instant: Date, style?: TimeChoice["style"]): string;
  formatQuantity(quantity: number): string;
};

export function useReaderLanguage(): Language {
  const app = useRouteLoaderData<() => Partial<Reader>>("routes/app");
  const root = useRouteLoaderData<() => Partial<Reader>>("root");
  return app?.language ?? root?.language ?? "en";
}

export function useWords(): Words {
  const language = useReaderLanguage();
  const timeZone = useRouteLoaderData<() => Partial<Reader>>("routes/app")?.timeZone ?? "UTC";
  return useMemo(() => wordsFor({ language, timeZone }), [language, timeZone]);
}

export function wordsFor({ language, timeZone }: Reader): Words {
  return {
    language,
    timeZone,
    say: (code, params) => say(language, code, params),
    sayStored: (code, params) => sayStored(language, code, params),
    formatMoney: (money) => formatMoney(language, money),
    formatInstant: (instant, style = "minute") => formatInstant(instant, { language, timeZone, style }),
    formatQuantity: (quantity) => formatQuantity(language, quantity),
  };
}
