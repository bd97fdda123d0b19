// Views above the table: those that are always there, and those that somebody of the shop has saved.
import type { IndexFiltersProps, TabProps } from "@shopify/polaris";
import { useNavigate } from "@remix-run/react";
import { everyOrder, ordersAddress, readOrdersQuery, searchOf, type OrdersPage } from "../views/orders-page.ts";
import { builtInViews } from "../views/saved-views.ts";
import { useAct } from "./use-act.ts";
import { useWords } from "./words.tsx";

type Tabs = Pick<IndexFiltersProps, "tabs" | "selected" | "onSelect" | "canCreateNewView" | "onCreateNewView">;

export function useViewTabs({ query, views }: OrdersPage): Tabs {
  const { say } = useWords();
  const navigate = useNavigate();
  const act = useAct();
  /** What came of it is said by the answer. */
  const send = (fields: Readonly<Record<string, string>>): true => {
    act.send(fields);
    return true;
  };
  const here = searchOf(query).toString();
  const builtIn = builtInViews.map((filter) => ({ id: filter, name: say(`orders.filter.${filter}`), search: searchOf({ ...everyOrder, filter }).toString() }));
  const all = [...builtIn, ...views];
  const selected = all.findIndex((view) => view.search === here);
  const names = all.map(({ name }) => name);
  // A narrowing that no view stands for keeps the tab it most likely began from: all.
  const tabs = all.map((view, index): TabProps => ({
    id: `view-${view.id}`, content: view.name, viewNames: names, isLocked: index < builtIn.length,
    ...(index < builtIn.length ? {} : {
      actions: [
        { type: "rename", onAction: () => undefined, onPrimaryAction: async (name: string) => send({ intent: "rename-view", viewId: view.id, name }) },
        { type: "delete", onPrimaryAction: async () => {
          act.send({ intent: "delete-view", viewId: view.id });
          if (view.search === here) navigate(ordersAddress({}));
          return true;
        } },
      ],
    }),
  }));
  return {
    tabs,
    selected: Math.max(selected, 0),
    onSelect: (index) => navigate(ordersAddress(readOrdersQuery(new URLSearchParams(all[index]?.search ?? "")))),
    canCreateNewView: true,
    onCreateNewView: async (name) => send({ intent: "save-view", name, search: here }),
  };
}
