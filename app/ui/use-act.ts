// A click is sent, and its answer is said: as a toast of Shopify's, or beside the fields that cannot be used.
import type {} from "@shopify/app-bridge-react";
import { useFetcher } from "@remix-run/react";
import { useEffect, useRef } from "react";
import type { Answer } from "../views/answer.ts";
import { useWords } from "./words.tsx";

export type Act = {
  send(fields: Readonly<Record<string, string | readonly string[]>>): void;
  readonly isBusy: boolean;
  /** What is being sent right now. */
  readonly intent: string | null;
  readonly answer: Answer | undefined;
  /** What is wrong with a field, in words; false when nothing is. */
  errorOf(field: string): string | false;
};

/** `action`: where the click is sent, if not to the page itself. */
export function useAct({ action }: { readonly action?: string } = {}): Act {
  const fetcher = useFetcher<Answer>();
  const { say } = useWords();
  const answer = fetcher.data;
  const told = useRef<Answer | undefined>(undefined);
  // Once, also when the language changes afterwards.
  useEffect(() => {
    if (answer && answer !== told.current && answer.kind !== "refused") showToast(say(answer.code, answer.params), answer.kind === "failed");
    told.current = answer;
  }, [answer, say]);
  const intent = fetcher.formData?.get("intent");
  return {
    send: (fields) => fetcher.submit(toForm(fields), { method: "post", ...(action === undefined ? {} : { action }) }),
    isBusy: fetcher.state !== "idle",
    intent: typeof intent === "string" ? intent : null,
    answer,
    errorOf: (field) => {
      const said = answer?.kind === "refused" ? answer.errors[field] : undefined;
      return said ? say(said.code, said.params) : false;
    },
  };
}

/** What a page does once its click has come through: closes a dialog, clears a selection. */
export function useOnceDone(answer: Answer | undefined, then: () => void): void {
  const latest = useRef(then);
  latest.current = then;
  useEffect(() => {
    if (answer?.kind === "done") latest.current();
  }, [answer]);
}

function toForm(fields: Readonly<Record<string, string | readonly string[]>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, one);
  return form;
}

/** App Bridge comes from Shopify and may be missing outside the admin. */
function showToast(text: string, isError: boolean): void {
  if (typeof shopify !== "undefined") shopify.toast.show(text, { isError });
}
