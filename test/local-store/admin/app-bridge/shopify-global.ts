// What does the app find as `window.shopify`? The parts of App Bridge that the local store models;
// what is not here is absent, so that code relying on it fails here and not first at Shopify.
import { askAdmin, onAdminMessage, tellAdmin } from "./admin-channel.ts";

type Configuration = { apiKey: string; shop?: string; host?: string; locale?: string; appOrigins: string[] };
type ToastOptions = {
  duration?: number;
  isError?: boolean;
  action?: string;
  onAction?: () => void;
  onDismiss?: () => void;
};
type Showable = HTMLElement & { show: () => Promise<void>; hide: () => Promise<void>; showing: boolean };

const REMEMBERED = "app-bridge-config";
const DEFAULT_TOAST_MS = 5000;
const openToasts = new Map<string, ToastOptions>();
let lastToast = 0;

/** Later documents in the frame come without the launch parameters, so they are remembered per tab. */
function readConfiguration(): Configuration {
  const search = new URLSearchParams(location.search);
  const known = JSON.parse(sessionStorage.getItem(REMEMBERED) ?? "{}") as Partial<Configuration>;
  for (const name of ["shop", "host", "locale"] as const) {
    const value = search.get(name);
    if (value !== null) known[name] = value;
  }
  sessionStorage.setItem(REMEMBERED, JSON.stringify(known));
  return { ...known, apiKey: readApiKey(), appOrigins: [] };
}

function readApiKey(): string {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="shopify-api-key"]')?.content;
  const attribute = document.currentScript?.dataset["apiKey"];
  const key = meta ?? attribute;
  if (key === undefined || key === "") throw new Error("App Bridge: <meta name=\"shopify-api-key\"> is missing");
  return key;
}

export const configuration = readConfiguration();

export async function freshIdToken(): Promise<string> {
  return String(await askAdmin("id-token"));
}

function showToast(text: string, options: ToastOptions = {}): string {
  lastToast += 1;
  const id = String(lastToast);
  openToasts.set(id, options);
  const { isError = false, duration = DEFAULT_TOAST_MS, action } = options;
  tellAdmin({ type: "toast", toast: { id, text, isError, durationMs: duration, action } });
  return id;
}

function findShowable(id: string, tag: string): Showable {
  const element = document.getElementById(id);
  if (element?.localName !== tag) throw new Error(`App Bridge: there is no <${tag} id="${id}">`);
  return element as Showable;
}

const showing = (tag: string) => ({
  show: (id: string) => findShowable(id, tag).show(),
  hide: (id: string) => findShowable(id, tag).hide(),
  toggle: (id: string) => {
    const element = findShowable(id, tag);
    return element.showing ? element.hide() : element.show();
  },
});

export function makeShopifyGlobal(): Readonly<Record<string, unknown>> {
  return {
    config: configuration,
    origin: location.origin,
    ready: Promise.resolve(),
    environment: { embedded: window.parent !== window, mobile: false, pos: false },
    idToken: freshIdToken,
    toast: { show: showToast, hide: (id: string) => tellAdmin({ type: "toast-hide", id }) },
    modal: showing("ui-modal"),
    saveBar: { ...showing("ui-save-bar"), leaveConfirmation: async () => void (await askAdmin("leave")) },
    loading: (on = true) => tellAdmin({ type: "loading", on }),
    scopes: { query: () => askAdmin("scopes") },
    user: async () => ({ accountAccess: "Administrator" }),
    app: { extensions: async () => [] },
  };
}

onAdminMessage((message) => {
  if (message.type === "toast-action") openToasts.get(message.id)?.onAction?.();
  if (message.type !== "toast-dismissed") return;
  openToasts.get(message.id)?.onDismiss?.();
  openToasts.delete(message.id);
});
