// Some rows of a file of offers, each with what becomes of it: readable on a phone, so no table.
import { Badge, BlockStack, Box, InlineStack, Text } from "@shopify/polaris";
import { isCode } from "../platform/words/words.ts";
import type { ShownNote, ShownRow } from "../views/offer-import-page.ts";
import { useWords, type Words } from "./words.tsx";

const tones = { CREATED: "success", UPDATED: "info", UNCHANGED: undefined, REFUSED: "critical" } as const;

export function OfferRows({ rows }: { readonly rows: readonly ShownRow[] }) {
  return (
    <BlockStack gap="300">
      {rows.map((row) => <OfferRow key={row.number} row={row} />)}
    </BlockStack>
  );
}

function OfferRow({ row }: { readonly row: ShownRow }) {
  const words = useWords();
  const { say } = words;
  const tone = tones[row.outcome];
  return (
    <Box background="bg-surface-secondary" padding="300" borderRadius="200">
      <BlockStack gap="100">
        <InlineStack gap="200" blockAlign="center">
          <Text as="span" fontWeight="semibold">{say("imports.preview.row", { row: row.number })}</Text>
          <Badge {...(tone ? { tone } : {})}>{say(`imports.outcome.${row.outcome}`)}</Badge>
        </InlineStack>
        {row.variant ? <Text as="p" breakWord>{row.variant}</Text> : null}
        {row.offer ? <Text as="p" tone="subdued" breakWord>{row.offer}</Text> : null}
        {row.changes.map(({ field, before, after }) => (
          <Text as="p" key={field} breakWord>{say("imports.change", { field: say(`imports.field.${field}`), before: shownValue(words, before), after: shownValue(words, after) })}</Text>
        ))}
        {row.reason ? <Text as="p" breakWord tone={row.outcome === "REFUSED" ? "critical" : "caution"}>{sayNote(words, row.reason)}</Text> : null}
      </BlockStack>
    </Box>
  );
}

function shownValue({ say }: Words, value: string): string {
  if (value === "") return say("imports.empty_value");
  return value === "yes" || value === "no" ? say(`imports.${value}`) : value;
}

/** A field is a code that has words itself. */
function sayNote({ say, sayStored }: Words, { code, params }: ShownNote): string {
  const heading = `imports.field.${params["field"]}`;
  return sayStored(code, isCode(heading) ? { ...params, field: say(heading) } : params);
}
