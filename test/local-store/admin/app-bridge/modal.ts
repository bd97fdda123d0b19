// How does `ui-modal` look? A dialog over the frame. Its children stay where React put them (slots
// are assigned by hand), so that React can go on managing them.

const SHELL = `
  <style>
    dialog { border: 0; border-radius: 12px; padding: 0; width: min(620px, calc(100vw - 32px)); max-height: calc(100vh - 32px);
      box-shadow: 0 20px 60px rgb(0 0 0 / 35%); font: 14px/1.45 system-ui, sans-serif; color: #303030; }
    dialog[data-size="small"] { width: min(380px, calc(100vw - 32px)); }
    dialog[data-size="large"] { width: min(980px, calc(100vw - 32px)); }
    dialog[data-size="max"] { width: 100vw; height: 100vh; max-width: none; max-height: none; border-radius: 0; }
    dialog::backdrop { background: rgb(0 0 0 / 50%); }
    header { display: flex; align-items: center; gap: 12px; padding: 12px 16px; background: #f3f3f3; border-bottom: 1px solid #e3e3e3; }
    h2 { flex: 1; margin: 0; font-size: 14px; font-weight: 600; overflow-wrap: anywhere; }
    header button { border: 0; border-radius: 8px; background: none; font-size: 18px; line-height: 1; padding: 6px 9px; cursor: pointer; }
    header button:hover { background: #e3e3e3; }
    header button:focus-visible { outline: 2px solid #005bd3; }
    iframe { display: block; width: 100%; height: 60vh; border: 0; }
    footer { padding: 12px 16px; border-top: 1px solid #e3e3e3; }
    footer[hidden] { display: none; }
  </style>
  <dialog aria-labelledby="title">
    <header><h2 id="title"></h2><button type="button" aria-label="Close">×</button></header>
    <div part="body"><slot name="body"></slot></div>
    <footer><slot name="actions"></slot></footer>
  </dialog>`;

const ACTIONS = `
  ui-modal > ui-title-bar { display: flex; flex-flow: row-reverse wrap; gap: 8px; }
  ui-modal > ui-title-bar > :is(button, a) { font: 600 13px/1.4 system-ui, sans-serif; padding: 6px 12px; border-radius: 8px;
    border: 1px solid #c9c9c9; background: #fff; color: #303030; cursor: pointer; text-decoration: none; }
  ui-modal > ui-title-bar > [variant="primary"] { background: #303030; border-color: #303030; color: #fff; }
  ui-modal > ui-title-bar > [tone="critical"] { background: #c70a24; border-color: #c70a24; color: #fff; }
  ui-modal > ui-title-bar > :disabled { opacity: 0.5; cursor: default; }
`;

class ModalElement extends HTMLElement {
  private readonly root = this.attachShadow({ mode: "open", slotAssignment: "manual" });
  private readonly dialog: HTMLDialogElement;
  private container: HTMLElement | undefined;

  constructor() {
    super();
    this.root.innerHTML = SHELL;
    this.dialog = this.find<HTMLDialogElement>("dialog");
    this.find("header button").addEventListener("click", () => this.dialog.close());
    this.dialog.addEventListener("close", () => this.dispatchEvent(new Event("hide")));
    new MutationObserver(() => this.arrange()).observe(this, { childList: true, attributes: true, subtree: true });
  }

  /** Where React's `Modal` puts its children; made only when asked for, after the page was taken over. */
  get content(): HTMLElement {
    this.container ??= this.appendChild(document.createElement("div"));
    return this.container;
  }

  get showing(): boolean {
    return this.dialog.open;
  }

  async show(): Promise<void> {
    if (this.dialog.open || !this.isConnected) return;
    this.arrange();
    this.dialog.showModal();
    this.dispatchEvent(new Event("show"));
  }

  async hide(): Promise<void> {
    this.dialog.close();
  }

  async toggle(): Promise<void> {
    await (this.showing ? this.hide() : this.show());
  }

  private arrange(): void {
    const titleBar = this.querySelector<HTMLElement>(":scope > ui-title-bar");
    this.find("h2").textContent = titleBar?.getAttribute("title") ?? "";
    this.find("footer").hidden = (titleBar?.childElementCount ?? 0) === 0;
    this.dialog.dataset["size"] = this.getAttribute("variant") ?? "base";
    this.find<HTMLSlotElement>('slot[name="actions"]').assign(...(titleBar === null ? [] : [titleBar]));
    const rest = [...this.children].filter((child) => child !== titleBar && child.localName !== "ui-save-bar");
    this.find<HTMLSlotElement>('slot[name="body"]').assign(...rest);
    this.frame(this.getAttribute("src"));
  }

  private frame(source: string | null): void {
    const body = this.find('[part="body"]');
    const known = body.querySelector("iframe");
    if (source === null || known?.getAttribute("src") === source) return;
    const frame = known ?? body.appendChild(document.createElement("iframe"));
    frame.src = source;
  }

  private find<Part extends HTMLElement = HTMLElement>(selector: string): Part {
    const found = this.root.querySelector<Part>(selector);
    if (found === null) throw new Error(`ui-modal has no ${selector}`);
    return found;
  }
}

export function installModal(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(ACTIONS);
  document.adoptedStyleSheets.push(sheet);
  customElements.define("ui-modal", ModalElement);
}
