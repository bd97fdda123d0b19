// What the settings page only tells: where other settings are, and what was changed.
import { BlockStack, Card, Link, Text } from "@shopify/polaris";
import type { Params } from "../platform/errors.ts";
import type { Code } from "../platform/words/words.ts";
import type { SettingsPage, ShownChange } from "../views/settings-page.ts";
import { useWords, type Words } from "./words.tsx";

export function MoreCard() {
  const { say } = useWords();
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">{say("settings.more.title")}</Text>
        <Link url="/app/settings/fulfillment">{say("settings.more.fulfillment")}</Link>
        <Link url="/app/settings/mail">{say("settings.more.mail")}</Link>
        <Link url="/app/settings/privacy">{say("privacy.link")}</Link>
        <Link url="/app/settings/connection">{say("settings.more.connection")}</Link>
        <Link url="/app/rules">{say("settings.more.rules")}</Link>
      </BlockStack>
    </Card>
  );
}

export function ChangesCard({ changes }: { readonly changes: SettingsPage["changes"] }) {
  const words = useWords();
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">{words.say("settings.changes.title")}</Text>
        {changes.length === 0 ? <Text as="p">{words.say("settings.changes.none")}</Text> : null}
        {changes.map((change) => (
          <BlockStack key={change.id}>
            <Text as="p" breakWord>{words.sayStored(`timeline.${change.code}`, change.code === "settings_changed" ? spoken(change, words) : change.params)}</Text>
            <Text as="p" tone="subdued" variant="bodySm">{words.formatInstant(change.at)}</Text>
          </BlockStack>
        ))}
      </BlockStack>
    </Card>
  );
}

function spoken({ params }: ShownChange, { say, sayStored }: Words): Params {
  const inWords: Readonly<Record<string, Code>> = { true: "settings.value.on", false: "settings.value.off", "": "settings.value.none" };
  const valueOf = (value: unknown): string => {
    const known = inWords[String(value ?? "")];
    return known ? say(known) : String(value);
  };
  return { field: sayStored(`settings.field.${String(params["field"])}`), before: valueOf(params["before"]), after: valueOf(params["after"]) };
}
