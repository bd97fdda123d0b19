// How are the admin's pages written? As nested calls; text is always text, never markup.

type Attributes = Record<string, string | number | boolean | undefined | ((event: Event) => void)>;
export type Child = Node | string | undefined | false | readonly Child[];

export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name, value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== undefined && value !== false) made.setAttribute(name, String(value));
  }
  append(made, children);
  return made;
}

function append(parent: Element, children: readonly Child[]): void {
  for (const child of children) {
    if (child === undefined || child === false) continue;
    if (typeof child === "string" || child instanceof Node) parent.append(child);
    else append(parent, child);
  }
}

/** A link that moves inside the admin; `main.ts` catches the click. */
export function link(href: string, label: Child, attributes: Attributes = {}): HTMLAnchorElement {
  return element("a", { ...attributes, href }, label);
}

export function badge(label: string, tone: "info" | "success" | "attention" | "plain" = "plain"): HTMLElement {
  return element("span", { class: `badge ${tone}` }, label);
}
