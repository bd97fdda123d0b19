// Which orders are chosen: rows of this page, or all that match? A refresh keeps it, another narrowing begins anew.
import { IndexTableSelectionType, useIndexResourceState, type IndexTableProps } from "@shopify/polaris";
import { useEffect, useRef } from "react";

export type OrderSelection = {
  readonly ids: readonly string[];
  readonly isAll: boolean;
  readonly change: NonNullable<IndexTableProps["onSelectionChange"]>;
  clear(): void;
  /** By its place among the rows; with `from`, all between are chosen with it. */
  toggle(position: number, from: number | null): void;
};

export function useOrderSelection(rowIds: readonly string[], address: string): OrderSelection {
  const resources = rowIds.map((id) => ({ id }));
  const { selectedResources, allResourcesSelected, handleSelectionChange, clearSelection } = useIndexResourceState(resources);
  const chosenAt = useRef(address);
  useEffect(() => {
    if (chosenAt.current !== address) clearSelection();
    chosenAt.current = address;
  }, [address, clearSelection]);
  const ids = selectedResources.filter((id) => rowIds.includes(id));
  return {
    ids,
    isAll: allResourcesSelected,
    change: handleSelectionChange,
    clear: clearSelection,
    toggle: (position, from) => {
      const id = rowIds[position];
      if (id === undefined) return;
      if (from === null) handleSelectionChange(IndexTableSelectionType.Single, !ids.includes(id), id);
      else handleSelectionChange(IndexTableSelectionType.Multi, true, [Math.min(from, position), Math.max(from, position)]);
    },
  };
}
