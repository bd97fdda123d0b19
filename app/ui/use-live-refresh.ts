// While something moves by itself, the open page looks again every few seconds; a hidden one rests.
import { useRevalidator } from "@remix-run/react";
import { useEffect, useRef } from "react";

const everyMs = 3000;

export function useLiveRefresh(isMoving: boolean): void {
  const revalidator = useRevalidator();
  const latest = useRef(revalidator);
  latest.current = revalidator;
  useEffect(() => {
    if (!isMoving) return undefined;
    const timer = setInterval(() => {
      if (!document.hidden && latest.current.state === "idle") latest.current.revalidate();
    }, everyMs);
    return () => clearInterval(timer);
  }, [isMoving]);
}
