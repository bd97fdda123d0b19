// Rows that a person adds and takes away: codes by country, documents, closures, channels.
import { BlockStack, Box, Button, InlineStack, Text } from "@shopify/polaris";
import { DeleteIcon } from "@shopify/polaris-icons";
import type { ReactNode } from "react";
import type { Bound, Row, TypedForm } from "./typed-form.ts";
import { useWords } from "./words.tsx";

type Props = {
  readonly form: TypedForm; readonly list: string; readonly name: string; readonly title?: string; readonly help?: string; readonly add: string; readonly empty: Row;
  children(cell: (name: string) => Bound): ReactNode;
};

export function RowList({ form, list, name, title, help, add, empty, children }: Props) {
  const { say } = useWords();
  const rows = form.typed.rows[list] ?? [];
  return (
    <BlockStack gap="200">
      {title ? <Text as="h3" variant="headingSm">{title}</Text> : null}
      {help ? <Text as="p" tone="subdued">{help}</Text> : null}
      {rows.map((_, at) => (
        <div key={at} role="group" aria-label={`${name} ${at + 1}`}>
          <Box background="bg-surface-secondary" padding="300" borderRadius="200">
            <BlockStack gap="200">
              {children(form.cell(list, at))}
              <InlineStack align="end">
                <Button variant="plain" tone="critical" icon={DeleteIcon} accessibilityLabel={say("customs.row.remove.of", { row: at + 1 })} onClick={() => form.removeRow(list, at)}>
                  {say("customs.row.remove")}
                </Button>
              </InlineStack>
            </BlockStack>
          </Box>
        </div>
      ))}
      <InlineStack><Button onClick={() => form.addRow(list, empty)}>{add}</Button></InlineStack>
    </BlockStack>
  );
}
