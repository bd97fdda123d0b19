// The app inside the store: a frame, and around it what the app asks the admin to draw.
import type { AdminMessage, BarAction, FrameMessage, NavLink } from "../messages.ts";
import { askToLeave, hideToast, showLoading, showSaveBar, showToast } from "./bars.ts";
import { APP_NAME, context, postToAdmin, storePath, type Shop } from "./context.ts";
import { element } from "./element.ts";
import { appPath, drawAppLinks, showContent } from "./shell.ts";
import { currentLocale } from "./words.ts";

type OpenApp = {
  shop: Shop;
  path: string;
  links: readonly NavLink[];
  unsaved: boolean;
  frame: HTMLIFrameElement;
  heading: HTMLElement;
  place: HTMLElement;
};

let opened: OpenApp | undefined;

/** Opens the app, or moves it when it is already open in this store. */
export function openApp(shop: Shop, path: string): void {
  if (opened !== undefined && isOpen(shop)) {
    drawAppLinks(shop, opened.links, path);
    if (opened.path !== path) tell({ type: "navigate", href: path });
    return;
  }
  closeApp();
  const frame = element("iframe", { name: "app-iframe", title: APP_NAME, allow: "clipboard-write" });
  const heading = element("div", { class: "app-heading" });
  const place = element("div", { class: "app-page" }, heading, frame);
  opened = { shop, path, links: [], unsaved: false, frame, heading, place };
  drawHeading(opened, "", []);
  showContent(place);
  showLoading(true);
  drawAppLinks(shop, [], path);
  void load(opened);
}

export function isOpen(shop: Shop): boolean {
  return opened?.shop.domain === shop.domain;
}

async function load(app: OpenApp): Promise<void> {
  const { src } = await postToAdmin("/_admin/frame", { shop: app.shop.domain, path: app.path, locale: currentLocale() });
  app.frame.addEventListener("load", () => showLoading(false));
  app.frame.src = String(src);
}

export function closeApp(): void {
  opened?.place.remove();
  opened = undefined;
  showLoading(false);
  const nothing = { label: "", primary: false, disabled: false };
  showSaveBar({ visible: false, save: nothing, discard: nothing }, () => {});
}

/** Asks only when the app shows its save bar. */
export async function confirmLeaving(): Promise<boolean> {
  if (opened === undefined || !opened.unsaved) return true;
  return askToLeave();
}

function tell(message: AdminMessage): void {
  opened?.frame.contentWindow?.postMessage(message, context.appOrigin);
}

function drawHeading(app: OpenApp, title: string, actions: readonly BarAction[]): void {
  const buttons = actions.map((action, index) =>
    element(
      "button",
      {
        type: "button",
        class: action.primary ? "primary" : undefined,
        disabled: action.disabled,
        click: () => tell({ type: "title-action", index }),
      },
      action.label,
    ),
  );
  app.heading.replaceChildren(
    element("span", { class: "app-icon", "aria-hidden": "true" }, "代"),
    element("h1", {}, title === "" || title === APP_NAME ? APP_NAME : element("span", {}, `${APP_NAME} › `, title)),
    element("div", { class: "buttons" }, ...buttons),
  );
}

function moved(app: OpenApp, path: string): void {
  app.path = path;
  history.replaceState(null, "", appPath(app.shop, path));
  drawAppLinks(app.shop, app.links, path);
}

/** `shopify:admin/apps/<key>/…` means the app, every other path a page of the store. */
async function openAdmin(app: OpenApp, path: string, newTab: boolean): Promise<void> {
  const target = storePath(app.shop, path);
  if (newTab) window.open(target, "_blank");
  else window.dispatchEvent(new CustomEvent("admin:go", { detail: target }));
}

async function answer(app: OpenApp, call: number, work: () => Promise<unknown>): Promise<void> {
  try {
    const value = await work();
    if (opened === app) tell({ type: "answer", call, value });
  } catch (error) {
    tell({ type: "refusal", call, reason: String(error) });
  }
}

type Calls = Extract<FrameMessage, { call: number }>;

function answerCall(app: OpenApp, { type, call }: Calls): Promise<void> {
  const shop = app.shop.domain;
  if (type === "id-token") return answer(app, call, async () => (await postToAdmin("/_admin/id-token", { shop }))["token"]);
  if (type === "scopes") return answer(app, call, () => postToAdmin("/_admin/scopes", { shop }));
  // Staying leaves the promise open, as in the real admin.
  return confirmLeaving().then((leaves) => (leaves ? answer(app, call, async () => undefined) : undefined));
}

const handlers: { [Type in FrameMessage["type"]]?: (app: OpenApp, message: Extract<FrameMessage, { type: Type }>) => void } = {
  location: (app, message) => moved(app, message.path),
  nav: (app, message) => {
    app.links = message.links;
    drawAppLinks(app.shop, app.links, app.path);
  },
  "title-bar": (app, message) => drawHeading(app, message.title, message.actions),
  "save-bar": (app, message) => {
    app.unsaved = message.visible;
    showSaveBar(message, (action) => tell({ type: "save-bar-action", action }));
  },
  toast: (_app, message) => showToast(message.toast, (type, id) => tell({ type, id })),
  "toast-hide": (_app, message) => hideToast(message.id),
  loading: (_app, message) => showLoading(message.on),
  "open-admin": (app, message) => void openAdmin(app, message.path, message.newTab),
};

window.addEventListener("message", (event: MessageEvent<FrameMessage>) => {
  if (opened === undefined || event.source !== opened.frame.contentWindow || event.origin !== context.appOrigin) return;
  const message = event.data;
  if ("call" in message) void answerCall(opened, message);
  else (handlers[message.type] as ((app: OpenApp, message: FrameMessage) => void) | undefined)?.(opened, message);
});
