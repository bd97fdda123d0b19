// A bulk action, from its first item to its undo, as one line that any page may show.
import { Banner, BlockStack, Button, InlineStack, Link, ProgressBar, Text } from "@shopify/polaris";
import { useState } from "react";
import type { Code } from "../platform/words/words.ts";
import type { RunningBulk } from "../views/bulk-page.ts";
import { useAct } from "./use-act.ts";
import { useWords, type Words } from "./words.tsx";

export function titleOfBulk({ say }: Pick<Words, "say">, { kind, params }: Pick<RunningBulk, "kind" | "params">): string {
  // An undo carries the mirrored kind; what it takes back is what a person remembers.
  const original = params.undoes === undefined ? kind : ({ HOLD: "RELEASE", RELEASE: "HOLD" } as const)[kind as "HOLD" | "RELEASE"] ?? kind;
  const code: Code = original === "RETRY_PROBLEMS" && params.how === "close" ? "bulk.title.CLOSE_PROBLEMS" : `bulk.title.${original}`;
  return params.undoes === undefined ? say(code) : say("bulk.title.undo", { what: say(code) });
}

export function BulkLine({ bulk }: { readonly bulk: RunningBulk }) {
  const words = useWords();
  const { say } = words;
  const url = `/app/bulk/${bulk.id}`;
  const [putAway, setPutAway] = useState("");
  if (putAway === bulk.id) return null;
  return (
    <Banner tone={bulk.isFinished ? "success" : "info"} title={titleOfBulk(words, bulk)} {...(bulk.isFinished ? { onDismiss: () => setPutAway(bulk.id) } : {})}>
      <BlockStack gap="200">
        <BulkProgress bulk={bulk} />
        <InlineStack gap="300" blockAlign="center">
          <Link url={url}>{say("bulk.details")}</Link>
          <UndoButton bulk={bulk} />
        </InlineStack>
      </BlockStack>
    </Banner>
  );
}

export function BulkProgress({ bulk }: { readonly bulk: RunningBulk }) {
  const { say } = useWords();
  const worked = bulk.done + bulk.skipped;
  if (bulk.isFinished) return <Text as="p">{say("bulk.finished", { done: bulk.done, skipped: bulk.skipped })}</Text>;
  return (
    <BlockStack gap="100">
      <Text as="p">{say("bulk.running", { done: worked, items: bulk.items })}</Text>
      <ProgressBar progress={bulk.items === 0 ? 100 : Math.floor((worked / bulk.items) * 100)} size="small" />
    </BlockStack>
  );
}

export function UndoButton({ bulk }: { readonly bulk: RunningBulk }) {
  const { say } = useWords();
  const act = useAct({ action: "/app/orders/bulk" });
  if (bulk.isUndone) return <Text as="span" tone="subdued">{say("bulk.undone")}</Text>;
  return bulk.canUndo ? <Button loading={act.isBusy} onClick={() => act.send({ intent: "undo", bulkActionId: bulk.id })}>{say("bulk.undo")}</Button> : null;
}
