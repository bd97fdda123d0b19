// Is the customer told when a parcel is on its way? Shopify writes the mail; the merchant decides whether it goes out.
import { Card, Checkbox } from "@shopify/polaris";
import { useAct } from "./use-act.ts";
import { useWords } from "./words.tsx";

export function NoticeCard({ isOn }: { readonly isOn: boolean }) {
  const { say } = useWords();
  const act = useAct();
  return (
    <Card>
      <Checkbox
        label={say("home.notice.title")} helpText={say("home.notice.help")} checked={isOn} disabled={act.isBusy}
        onChange={(on) => act.send({ intent: "notify", on: String(on) })}
      />
    </Card>
  );
}
