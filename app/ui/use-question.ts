// A person asks what a change would do before he makes it: the answer stays here, and nothing is saved.
import { useFetcher } from "@remix-run/react";
import { useCallback } from "react";
import type { RulesAnswer } from "../views/rules-page.ts";
import { useWords } from "./words.tsx";

export function useQuestion() {
  const fetcher = useFetcher<RulesAnswer>();
  const { say } = useWords();
  const answer = fetcher.data;
  const { submit } = fetcher;
  return {
    answer,
    isBusy: fetcher.state !== "idle",
    ask: useCallback((fields: Readonly<Record<string, string>>) => submit(fields, { method: "post" }), [submit]),
    errorOf: (field: string): string | false => {
      const said = answer?.kind === "refused" ? answer.errors[field] : undefined;
      return said ? say(said.code, said.params) : false;
    },
  };
}

export type Question = ReturnType<typeof useQuestion>;
