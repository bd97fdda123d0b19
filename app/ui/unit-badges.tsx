// Where units stand, as words with their number; the color never stands alone.
import { Badge, InlineStack } from "@shopify/polaris";
import type { Bucket, Units } from "../views/buckets.ts";
import { useWords } from "./words.tsx";

export const toneOf = {
  needs_you: "critical", waiting: "attention", with_supplier: "info", shipped: "success", cancelled: "enabled", not_ours: "enabled",
} as const satisfies Record<Bucket, string>;

export function UnitBadges({ units }: { readonly units: readonly Units[] }) {
  const { say } = useWords();
  return (
    <InlineStack gap="100">
      {units.map(({ bucket, units: count }) => (
        <Badge key={bucket} tone={toneOf[bucket]}>{say("units.in", { units: count, place: say(`bucket.${bucket}`) })}</Badge>
      ))}
    </InlineStack>
  );
}
