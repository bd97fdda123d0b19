// How are a supplier's orders to go out? Over its system, by e-mail, or by hand: one card each.
import { BlockStack, Box, Button, InlineGrid, Text } from "@shopify/polaris";
import type { ConnectorForm } from "../views/suppliers-page.ts";
import { sayWord } from "./say-reason.ts";
import { useWords } from "./words.tsx";

export function ConnectorChoice({ connectors, onChoose }: { readonly connectors: readonly ConnectorForm[]; onChoose(name: string): void }) {
  const words = useWords();
  const { say } = words;
  return (
    <InlineGrid columns={{ xs: 1, md: Math.min(3, connectors.length) }} gap="300">
      {connectors.map((connector) => {
        const title = sayWord(words, "connector.title", connector.name);
        return (
          <Box key={connector.name} background="bg-surface-secondary" padding="400" borderRadius="200">
            <BlockStack gap="300">
              <Text as="h3" variant="headingSm">{title}</Text>
              <Text as="p" tone="subdued">{say(`connector.about.${connector.answers}`)}</Text>
              <Button accessibilityLabel={`${say("suppliers.how.choose")}: ${title}`} onClick={() => onChoose(connector.name)}>{say("suppliers.how.choose")}</Button>
            </BlockStack>
          </Box>
        );
      })}
    </InlineGrid>
  );
}

/** What the fields of a chosen connector hold before anybody has typed. */
export function initialOf(connector: ConnectorForm): Record<string, string> {
  const of = (prefix: string, fields: ConnectorForm["settings"]) => fields.map((field) => [`${prefix}.${field.name}`, field.initial] as const);
  return Object.fromEntries([...of("settings", connector.settings), ...of("credentials", connector.credentials)]);
}
