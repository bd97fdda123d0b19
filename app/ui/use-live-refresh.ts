// An open page looks again by itself: soon while something moves, now and then while it waits for others; a hidden one rests.
import { useRevalidator } from "@remix-run/react";
import { useEffect, useRef } from "react";

const movingMs = 2000;
const restingMs = 5000;

export function useLiveRefresh(isMoving: boolean): void {
  const revalidator = useRevalidator();
  const latest = useRef(revalidator);
  latest.current = revalidator;
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden && latest.current.state === "idle") latest.current.revalidate();
    }, isMoving ? movingMs : restingMs);
    return () => clearInterval(timer);
  }, [isMoving]);
}
