// How many units of an item lie at a location, and in which state?

export const quantityNames = ["available", "committed", "damaged", "incoming", "on_hand", "quality_control", "reserved", "safety_stock"] as const;
export type QuantityName = (typeof quantityNames)[number];

/** on_hand is their sum with what is available. */
export const unavailableNames = ["committed", "damaged", "quality_control", "reserved", "safety_stock"] as const;

export type StoredLevel = {
  kind: "InventoryLevel";
  id: string;
  inventoryItemId: string;
  locationId: string;
  isActive: boolean;
  createdAt: string;
  updatedAt: string;
  quantities: Partial<Record<QuantityName, number>>;
  /** When each quantity was last set; null for those that follow from others. */
  changedAt: Partial<Record<QuantityName, string>>;
};

export function quantityOf({ quantities }: StoredLevel, name: QuantityName): number {
  if (name !== "on_hand") return quantities[name] ?? 0;
  return unavailableNames.reduce((total, each) => total + (quantities[each] ?? 0), quantities.available ?? 0);
}
