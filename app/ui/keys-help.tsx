// Which keys does this page know?
import { BlockStack, Box, InlineStack, Modal, Text } from "@shopify/polaris";
import { useWords } from "./words.tsx";

export function KeysHelp({ isOpen, onClose }: { readonly isOpen: boolean; onClose(): void }) {
  const { say } = useWords();
  const keys = [
    ["/", say("orders.keys.search")],
    ["j k ↓ ↑", say("orders.keys.move")],
    ["Enter", say("orders.keys.open")],
    [`x ${say("orders.keys.space")}`, say("orders.keys.select")],
    [`Shift + x`, say("orders.keys.range")],
    ["Esc", say("orders.keys.clear")],
    ["?", say("orders.keys.help")],
  ] as const;
  return (
    <Modal open={isOpen} onClose={onClose} title={say("orders.keys.title")}>
      <Modal.Section>
        <BlockStack gap="200">
          {keys.map(([key, what]) => (
            <InlineStack key={key} gap="300" wrap={false}>
              <Box minWidth="112px"><Text as="span" variant="bodyMd" fontWeight="semibold">{key}</Text></Box>
              <Text as="span">{what}</Text>
            </InlineStack>
          ))}
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
