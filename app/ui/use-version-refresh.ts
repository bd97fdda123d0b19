// An open page reads itself again when something of the shop has changed, and only then; a hidden one rests.
// Rows are renewed in place: selection, scroll and open dialogs belong to the page and stay.
import { useFetcher, useRevalidator } from "@remix-run/react";
import { useEffect, useRef } from "react";

const askEveryMs = 3000;

export function useVersionRefresh(): void {
  const fetcher = useFetcher<{ version: string }>({ key: "version" });
  const revalidator = useRevalidator();
  const latest = useRef({ fetcher, revalidator });
  latest.current = { fetcher, revalidator };
  const seen = useRef<string | undefined>(undefined);
  const version = fetcher.data?.version;
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden && latest.current.fetcher.state === "idle") latest.current.fetcher.load("/app/version");
    }, askEveryMs);
    return () => clearInterval(timer);
  }, []);
  useEffect(() => {
    if (version === undefined || version === seen.current) return;
    // Also the first time: something may have happened between the page and the first answer.
    seen.current = version;
    if (latest.current.revalidator.state === "idle") latest.current.revalidator.revalidate();
  }, [version]);
}
