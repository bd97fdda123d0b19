// How do the store's pages stay current? They ask again every two seconds while somebody looks.
import { element } from "./element.ts";
import { word } from "./words.ts";

const PERIOD_MS = 2000;

/** Draws again only when the data changed, so that focus and selection survive. Returns how to stop. */
export function keepDrawing<Data>(
  place: HTMLElement,
  load: () => Promise<Data>,
  draw: (data: Data) => HTMLElement[],
): () => void {
  let last = "";
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const once = async () => {
    try {
      const data = await load();
      const text = JSON.stringify(data);
      if (!stopped && text !== last) place.replaceChildren(...draw(data));
      last = text;
    } catch (error) {
      last = "";
      if (!stopped) place.replaceChildren(element("p", { class: "card", role: "alert" }, `${word("failed")} ${String(error)}`));
    }
  };
  const turn = async () => {
    if (!document.hidden) await once();
    if (!stopped) timer = setTimeout(() => void turn(), PERIOD_MS);
  };
  place.replaceChildren(element("p", { class: "muted" }, word("loading")));
  void turn();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
