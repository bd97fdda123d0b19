// Something has been typed and is not saved yet: Shopify's own bar says so, saves it, or throws it away.
import type {} from "@shopify/app-bridge-react";
import { useEffect } from "react";
import { useWords } from "./words.tsx";

type Props = { readonly id: string; readonly isOpen: boolean; readonly isBusy: boolean; onSave(): void; onDiscard(): void };

export function SaveBar({ id, isOpen, isBusy, onSave, onDiscard }: Props) {
  const { say } = useWords();
  useEffect(() => {
    // App Bridge comes from Shopify and may be missing outside the admin; the button on the page saves as well.
    if (typeof shopify === "undefined") return;
    void (isOpen ? shopify.saveBar.show(id) : shopify.saveBar.hide(id));
  }, [id, isOpen]);
  return (
    <ui-save-bar id={id}>
      <button {...{ variant: "primary" }} disabled={isBusy} onClick={onSave}>{say("action.save")}</button>
      <button disabled={isBusy} onClick={onDiscard}>{say("action.discard")}</button>
    </ui-save-bar>
  );
}
