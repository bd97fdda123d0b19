// What is the supplier's currency worth, on which day? Without a dated rate its offers are refused, never guessed.
import { Button, Form, FormLayout, InlineStack, TextField } from "@shopify/polaris";
import { useEffect, useState } from "react";
import type { OfferWorld } from "../views/products-page.ts";
import { useAct } from "./use-act.ts";
import { useWords } from "./words.tsx";

type Props = { readonly from: string; readonly page: OfferWorld; onDone(): void };

export function RateForm({ from, page, onDone }: Props) {
  const { say } = useWords();
  const act = useAct();
  const [rate, setRate] = useState("");
  const [quotedOn, setQuotedOn] = useState(page.today);
  const { answer } = act;
  useEffect(() => {
    if (answer?.kind === "done") onDone();
  }, [answer, onDone]);
  return (
    <Form onSubmit={() => act.send({ intent: "rate", from, rate, quotedOn })}>
      <FormLayout>
        <FormLayout.Group>
          <TextField
            label={say("rate.label", { from })} suffix={page.shopCurrency} value={rate} onChange={setRate} inputMode="decimal" autoComplete="off"
            error={act.errorOf("rate")}
          />
          <TextField label={say("rate.day")} type="date" value={quotedOn} onChange={setQuotedOn} autoComplete="off" error={act.errorOf("quotedOn")} />
        </FormLayout.Group>
        <InlineStack><Button submit loading={act.isBusy}>{say("rate.save")}</Button></InlineStack>
      </FormLayout>
    </Form>
  );
}
