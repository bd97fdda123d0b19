// What does the app show outside its frame? Toasts, the save bar, a question before leaving.
import type { BarAction, Toast } from "../messages.ts";
import { element } from "./element.ts";
import { word } from "./words.ts";

type ToastAnswer = (type: "toast-action" | "toast-dismissed", id: string) => void;

const toasts = element("div", { id: "toasts", role: "status", "aria-live": "polite" });
const saveBar = element("div", { id: "save-bar", role: "region", hidden: true });
const progress = element("div", { id: "progress", role: "progressbar", hidden: true });
document.body.append(progress, saveBar, toasts);

export function showToast(toast: Toast, answer: ToastAnswer = () => {}): void {
  const close = () => {
    if (!box.isConnected) return;
    box.remove();
    answer("toast-dismissed", toast.id);
  };
  const act = () => {
    answer("toast-action", toast.id);
    close();
  };
  const box = element(
    "div",
    { class: toast.isError ? "toast error" : "toast", "data-toast": toast.id },
    element("span", {}, toast.text),
    toast.action !== undefined && element("button", { type: "button", class: "act", click: act }, toast.action),
    element("button", { type: "button", "aria-label": word("dismiss"), click: close }, "×"),
  );
  toasts.append(box);
  setTimeout(close, toast.durationMs);
}

export function hideToast(id: string): void {
  for (const box of toasts.querySelectorAll<HTMLElement>("[data-toast]")) if (box.dataset["toast"] === id) box.remove();
}

export function showLoading(on: boolean): void {
  progress.hidden = !on;
}

export type SaveBar = { visible: boolean; save: BarAction; discard: BarAction };

export function showSaveBar(bar: SaveBar, press: (action: "save" | "discard") => void): void {
  saveBar.hidden = !bar.visible;
  document.body.classList.toggle("unsaved", bar.visible);
  if (!bar.visible) return;
  saveBar.setAttribute("aria-label", word("unsaved"));
  saveBar.replaceChildren(
    element("span", {}, word("unsaved")),
    element("button", { type: "button", disabled: bar.discard.disabled, click: () => press("discard") }, word("discard")),
    element(
      "button",
      { type: "button", class: "primary", disabled: bar.save.disabled, click: () => press("save") },
      word("save"),
    ),
  );
}

/** True when the person leaves unsaved changes behind. */
export function askToLeave(): Promise<boolean> {
  const dialog = element("dialog", { class: "question", "aria-labelledby": "leave-title" });
  const button = (value: string, label: string, style: string) => element("button", { value, class: style }, label);
  dialog.append(
    element(
      "form",
      { method: "dialog" },
      element("h2", { id: "leave-title" }, word("leaveTitle")),
      element("p", {}, word("leaveHint")),
      element("div", { class: "buttons" }, button("stay", word("stay"), ""), button("leave", word("leave"), "critical")),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "leave");
    });
  });
}
