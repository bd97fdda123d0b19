// One rule of an ordered list: its place, its switch, the ways up and down, and what unfolds. Works by keyboard alone.
import { Badge, BlockStack, Box, Button, ButtonGroup, Collapsible, InlineStack, Text } from "@shopify/polaris";
import { ArrowDownIcon, ArrowUpIcon } from "@shopify/polaris-icons";
import { type ReactNode, useId, useState } from "react";
import { useWords } from "./words.tsx";

export type Place = { readonly index: number; readonly of: number };

type Props = {
  readonly name: string;
  readonly place: Place;
  readonly isOn: boolean;
  /** The sentences below the name. */
  readonly says: readonly string[];
  readonly hasErrors: boolean;
  /** Just added: there is something to fill in. */
  readonly isNew: boolean;
  onSwitch(): void;
  onMove(by: -1 | 1): void;
  onRemove?: (() => void) | undefined;
  readonly children: ReactNode;
};

export function OrderedRow(props: Props) {
  const { name, place, isOn, says, hasErrors, isNew, onSwitch, onRemove, children } = props;
  const { say } = useWords();
  const [isOpen, setOpen] = useState(isNew);
  const id = useId();
  const isShown = isOpen || hasErrors;
  return (
    <Box background="bg-surface-secondary" padding="300" borderRadius="200">
      <div role="group" aria-label={say("rules.place", { name, place: place.index + 1, of: place.of })}>
        <BlockStack gap="200">
          <InlineStack align="space-between" blockAlign="center" gap="200">
            <InlineStack gap="200" blockAlign="center">
              <Text as="span" tone="subdued">{String(place.index + 1)}</Text>
              <Text as="h3" variant="headingSm" breakWord>{name}</Text>
              <Badge tone={isOn ? "success" : "enabled"}>{say(isOn ? "rules.on" : "rules.off")}</Badge>
            </InlineStack>
            <Moves {...props} id={id} />
          </InlineStack>
          {says.filter(Boolean).map((sentence) => <Text key={sentence} as="p" tone="subdued" breakWord>{sentence}</Text>)}
          <InlineStack gap="300">
            <Button onClick={onSwitch} accessibilityLabel={say(isOn ? "rules.switch_off.of" : "rules.switch_on.of", { name })}>{say(isOn ? "rules.switch_off" : "rules.switch_on")}</Button>
            <Button variant="plain" disclosure={isShown ? "up" : "down"} ariaExpanded={isShown} ariaControls={`${id}-more`} onClick={() => setOpen(!isShown)} accessibilityLabel={say("rules.details.of", { name })}>{say("rules.details")}</Button>
            {onRemove ? <Button variant="plain" tone="critical" onClick={onRemove} accessibilityLabel={say("rules.remove.of", { name })}>{say("rules.remove")}</Button> : null}
          </InlineStack>
          <Collapsible id={`${id}-more`} open={isShown}>{children}</Collapsible>
        </BlockStack>
      </div>
    </Box>
  );
}

function Moves({ id, name, place, onMove }: Props & { readonly id: string }) {
  const { say } = useWords();
  const [up, down] = [`${id}-up`, `${id}-down`];
  // The keyboard stays with the row; a button at the end of its way is disabled, and its neighbour takes over.
  const move = (by: -1 | 1) => {
    onMove(by);
    const isAtEnd = place.index + by === (by < 0 ? 0 : place.of - 1);
    requestAnimationFrame(() => document.getElementById(by < 0 === isAtEnd ? down : up)?.focus());
  };
  return (
    <ButtonGroup variant="segmented">
      <Button id={up} icon={ArrowUpIcon} disabled={place.index === 0} accessibilityLabel={say("rules.up", { name })} onClick={() => move(-1)} />
      <Button id={down} icon={ArrowDownIcon} disabled={place.index === place.of - 1} accessibilityLabel={say("rules.down", { name })} onClick={() => move(1)} />
    </ButtonGroup>
  );
}
