// How does a file reach the merchant's disk from inside the admin's frame? A plain link would ask without a token, so the
// page asks itself (App Bridge adds the token to fetch) and hands the bytes to a link of its own.
import type {} from "@shopify/app-bridge-react";
import { useState } from "react";
import { nameOfFile } from "../views/file-answer.ts";
import { useWords } from "./words.tsx";

export type Download = {
  /** The address of a resource route that answers with `answerWithFile`. */
  start(address: string): void;
  readonly isBusy: boolean;
};

export function useDownload(): Download {
  const [isBusy, setBusy] = useState(false);
  const { say } = useWords();
  const start = async (address: string) => {
    setBusy(true);
    try {
      await fetchAndSave(address, window.fetch.bind(window));
    } catch {
      if (typeof shopify !== "undefined") shopify.toast.show(say("imports.download_failed"), { isError: true });
    } finally {
      setBusy(false);
    }
  };
  return { start: (address) => void start(address), isBusy };
}

const keepMs = 60_000;

async function fetchAndSave(address: string, ask: typeof fetch): Promise<void> {
  const response = await ask(address);
  if (!response.ok) throw new Error(`the file was answered with ${response.status}`);
  const url = URL.createObjectURL(await response.blob());
  const link = Object.assign(document.createElement("a"), { href: url, download: nameOfFile(response.headers.get("Content-Disposition")) ?? "daifa" });
  document.body.append(link);
  link.click();
  link.remove();
  // Safari reads the bytes after the click.
  setTimeout(() => URL.revokeObjectURL(url), keepMs);
}
