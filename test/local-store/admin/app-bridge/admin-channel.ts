// How does the framed app talk to the admin around it? Only with that one page, by its origin.
import type { AdminMessage, FrameMessage } from "../messages.ts";

/** Put in front by the proxy, which alone knows whose admin this is. */
declare const ADMIN_ORIGIN: string;
export const adminOrigin = ADMIN_ORIGIN;

type Pending = { resolve: (value: unknown) => void; reject: (reason: Error) => void };

const pendingCalls = new Map<number, Pending>();
const listeners: ((message: AdminMessage) => void)[] = [];
let lastCall = 0;

export function tellAdmin(message: FrameMessage): void {
  window.parent.postMessage(message, adminOrigin);
}

export function askAdmin(type: "id-token" | "scopes" | "leave"): Promise<unknown> {
  lastCall += 1;
  const call = lastCall;
  return new Promise((resolve, reject) => {
    pendingCalls.set(call, { resolve, reject });
    tellAdmin({ type, call });
  });
}

export function onAdminMessage(listener: (message: AdminMessage) => void): void {
  listeners.push(listener);
}

window.addEventListener("message", (event: MessageEvent<AdminMessage>) => {
  if (event.origin !== adminOrigin || event.source !== window.parent) return;
  const message = event.data;
  if (message.type !== "answer" && message.type !== "refusal") {
    for (const listener of listeners) listener(message);
    return;
  }
  const pending = pendingCalls.get(message.call);
  pendingCalls.delete(message.call);
  if (message.type === "answer") pending?.resolve(message.value);
  else pending?.reject(new Error(message.reason));
});
