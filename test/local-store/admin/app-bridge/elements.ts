// Which parts of the app's page does the admin draw itself? Navigation, title bar and save bar are
// written inside the frame and shown outside of it; nothing is added to the app's own document,
// because React would trip over foreign nodes while it takes over the page.
import type { BarAction, FrameMessage, NavLink } from "../messages.ts";
import { onAdminMessage, tellAdmin } from "./admin-channel.ts";

const NOT_DRAWN_HERE = `
  s-app-nav, ui-nav-menu, ui-title-bar, ui-save-bar { display: none; }
  s-page { display: block; }
`;
const NAV_LINKS = "s-app-nav [href], ui-nav-menu [href]";
const BAR_ACTIONS = "button, a";
const said = new Map<string, string>();
let titleElements: HTMLElement[] = [];

export function installElements(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(NOT_DRAWN_HERE);
  document.adoptedStyleSheets.push(sheet);
  customElements.define("ui-save-bar", SaveBarElement);
  new MutationObserver(reportPage).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ["href", "title", "heading", "rel", "disabled", "loading", "variant"],
  });
  watchForms();
}

function reportPage(): void {
  sayOnChange({ type: "nav", links: readNav() });
  const titleBar = document.querySelector<HTMLElement>("ui-title-bar:not(ui-modal *)");
  const heading = document.querySelector("s-page")?.getAttribute("heading");
  const title = titleBar?.getAttribute("title") ?? heading ?? document.title;
  titleElements = [...(titleBar?.querySelectorAll<HTMLElement>(BAR_ACTIONS) ?? [])];
  sayOnChange({ type: "title-bar", title, actions: titleElements.map(readAction) });
  sayOnChange(readSaveBar());
}

function sayOnChange(message: FrameMessage): void {
  const text = JSON.stringify(message);
  if (said.get(message.type) === text) return;
  said.set(message.type, text);
  tellAdmin(message);
}

function readNav(): NavLink[] {
  return [...document.querySelectorAll(NAV_LINKS)].map((link) => ({
    href: link.getAttribute("href") ?? "",
    label: link.textContent.trim(),
    home: link.getAttribute("rel") === "home",
  }));
}

function readAction(element: HTMLElement): BarAction {
  const isOff = (name: string) => element.hasAttribute(name) && element.getAttribute(name) !== "false";
  return {
    label: element.textContent.trim(),
    primary: element.getAttribute("variant") === "primary",
    disabled: isOff("disabled") || isOff("loading"),
  };
}

/** `ui-save-bar`: its primary button saves, the other one discards; the admin clicks them. */
class SaveBarElement extends HTMLElement {
  showing = false;

  async show(): Promise<void> {
    this.setShowing(true);
  }

  async hide(): Promise<void> {
    this.setShowing(false);
  }

  async toggle(): Promise<void> {
    this.setShowing(!this.showing);
  }

  disconnectedCallback(): void {
    this.showing = false;
    reportPage();
  }

  press(action: "save" | "discard"): void {
    this.button(action)?.click();
  }

  button(action: "save" | "discard"): HTMLButtonElement | undefined {
    const buttons = [...this.querySelectorAll("button")];
    return buttons.find((button) => (button.getAttribute("variant") === "primary") === (action === "save"));
  }

  private setShowing(showing: boolean): void {
    if (this.showing === showing) return;
    this.showing = showing;
    this.dispatchEvent(new Event(showing ? "show" : "hide"));
    reportPage();
  }
}

/** `form[data-save-bar]`: typing shows the bar, saving submits, discarding resets. */
let changedForm: HTMLFormElement | undefined;

function watchForms(): void {
  const note = (event: Event) => {
    const form = event.target instanceof Element ? event.target.closest("form") : null;
    if (form?.hasAttribute("data-save-bar")) changedForm = form;
    reportPage();
  };
  const forget = (event: Event) => {
    if (event.target === changedForm) changedForm = undefined;
    reportPage();
  };
  document.addEventListener("input", note);
  document.addEventListener("change", note);
  document.addEventListener("submit", forget);
  document.addEventListener("reset", forget);
}

function shownSaveBar(): SaveBarElement | undefined {
  return [...document.querySelectorAll<SaveBarElement>("ui-save-bar")].find((bar) => bar.showing);
}

function readSaveBar(): FrameMessage {
  const bar = shownSaveBar();
  const read = (action: "save" | "discard"): BarAction => {
    const button = bar?.button(action);
    const primary = action === "save";
    return button === undefined ? { label: "", primary, disabled: false } : { ...readAction(button), primary };
  };
  const visible = bar !== undefined || (changedForm?.isConnected ?? false);
  return { type: "save-bar", visible, save: read("save"), discard: read("discard") };
}

onAdminMessage((message) => {
  if (message.type === "title-action") titleElements[message.index]?.click();
  if (message.type !== "save-bar-action") return;
  const bar = shownSaveBar();
  if (bar !== undefined) bar.press(message.action);
  else if (message.action === "save") changedForm?.requestSubmit();
  else changedForm?.reset();
});
