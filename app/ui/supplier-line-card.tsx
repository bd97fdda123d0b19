// The line to one supplier: tried, changed, or put on another way, with a word on what happens to the orders it has.
import { Banner, BlockStack, Button, Card, InlineStack, Modal, Text, TextField } from "@shopify/polaris";
import { useCallback, useEffect, useState } from "react";
import type { ConnectorForm, SupplierPage } from "../views/suppliers-page.ts";
import { ConnectionFields, Outcome } from "./connection-fields.tsx";
import { ConnectionForm } from "./connection-form.tsx";
import { ConnectorChoice, initialOf } from "./connector-choice.tsx";
import { sayWord } from "./say-reason.ts";
import { LineBadge } from "./supplier-card.tsx";
import { useAct } from "./use-act.ts";
import { useWords } from "./words.tsx";

export function SupplierLineCard({ page }: { readonly page: SupplierPage }) {
  const words = useWords();
  const { say } = words;
  const [isChanging, setChanging] = useState(false);
  const close = useCallback(() => setChanging(false), []);
  const { connector } = page;
  return (
    <div role="group" aria-label={say("suppliers.connection")}>
      <Card>
        <BlockStack gap="300">
          <InlineStack gap="200" blockAlign="center">
            <Text as="h2" variant="headingMd">{`${say("suppliers.connection")}: ${sayWord(words, "connector.title", page.connectorName)}`}</Text>
            <LineBadge line={page.line} />
          </InlineStack>
          {connector ? <Text as="p" tone="subdued">{say(`connector.about.${connector.answers}`)}</Text> : (
            <Banner tone="critical"><Text as="p">{say("suppliers.no_connector", { name: page.connectorName })}</Text></Banner>
          )}
          {page.webhookAddress ? (
            <TextField label={say("suppliers.webhook")} helpText={say("suppliers.webhook.help")} value={page.webhookAddress} readOnly autoComplete="off" selectTextOnFocus />
          ) : null}
          {isChanging && connector ? <ConnectionForm supplier={page} connector={connector} onClose={close} /> : <LineActions page={page} onChange={() => setChanging(true)} />}
        </BlockStack>
      </Card>
    </div>
  );
}

function LineActions({ page, onChange }: { readonly page: SupplierPage; onChange(): void }) {
  const { say } = useWords();
  const trial = useAct();
  const [isSwitching, setSwitching] = useState(false);
  const close = useCallback(() => setSwitching(false), []);
  const { connector } = page;
  const hasQuestions = connector !== null && connector.settings.length + connector.credentials.length > 0;
  const isByMail = page.connectorName === "email";
  return (
    <BlockStack gap="300">
      <Outcome act={trial} />
      <InlineStack gap="200">
        {connector && connector.answers !== "by_hand" ? <Button loading={trial.isBusy} onClick={() => trial.send({ intent: "test", supplierId: page.id })}>{say("suppliers.test")}</Button> : null}
        {hasQuestions ? <Button onClick={onChange}>{say("suppliers.connection.change")}</Button> : null}
        {isByMail || page.connectorName === "manual" ? <Button url={`/app/suppliers/${page.id}/sheet`}>{say("suppliers.sheet")}</Button> : null}
        {isByMail ? <Button url={`/app/suppliers/${page.id}/mail`}>{say("suppliers.mail")}</Button> : null}
        {page.connectors.some(({ name }) => name !== page.connectorName) ? <Button variant="tertiary" onClick={() => setSwitching(true)}>{say("suppliers.switch")}</Button> : null}
      </InlineStack>
      <SwitchModal page={page} isOpen={isSwitching} onClose={close} />
    </BlockStack>
  );
}

function SwitchModal({ page, isOpen, onClose }: { readonly page: SupplierPage; readonly isOpen: boolean; onClose(): void }) {
  const words = useWords();
  const { say } = words;
  const [chosen, setChosen] = useState<ConnectorForm>();
  const act = useAct();
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const { answer } = act;
  useEffect(() => {
    if (answer?.kind === "done") onClose();
  }, [answer, onClose]);
  const choose = (name: string) => {
    const found = page.connectors.find((one) => one.name === name);
    setChosen(found);
    setTyped(found ? initialOf(found) : {});
  };
  const bind = (name: string) => ({
    value: typed[name] ?? "", onChange: (value: string) => setTyped((before) => ({ ...before, [name]: value })), error: act.errorOf(name), autoComplete: "off",
  });
  const { drafts, given, unclear } = page.open;
  return (
    <Modal
      open={isOpen} onClose={onClose} title={say("suppliers.switch.ask", { supplier: page.facts.name })}
      primaryAction={{
        content: say("suppliers.switch"), disabled: !chosen || unclear > 0, loading: act.isBusy,
        onAction: () => act.send({ intent: "switch", connector: chosen?.name ?? "", ...typed }),
      }}
      secondaryActions={[{ content: say("action.cancel"), onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="400">
          {unclear > 0 ? <Banner tone="warning"><Text as="p">{say("suppliers.switch.unclear", { orders: unclear })}</Text></Banner> : null}
          <Text as="p">{say("suppliers.switch.drafts", { drafts })}</Text>
          <Text as="p">{say("suppliers.switch.given", { given })}</Text>
          {chosen ? <Text as="h3" variant="headingSm">{`${say("suppliers.switch.to")}: ${sayWord(words, "connector.title", chosen.name)}`}</Text> : (
            <ConnectorChoice connectors={page.connectors.filter(({ name }) => name !== page.connectorName)} onChoose={choose} />
          )}
          {chosen ? <ConnectionFields connector={chosen} bind={bind} /> : null}
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
