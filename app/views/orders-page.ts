// What does the list of orders show, and what may it be narrowed to?
import type { FinancialStatus } from "../orders/order.ts";
import type { SupplierOrderState } from "../supplier-orders/supplier-order.ts";
import { buckets, type Units } from "./buckets.ts";

/** The places of the order check, and what else a merchant looks for. */
export const orderFilters = ["all", ...buckets, "to_send", "held", "unbalanced", "before_go_live"] as const;
export type OrderFilter = (typeof orderFilters)[number];

export type OrderRow = {
  readonly id: string;
  readonly name: string;
  readonly placedAt: Date;
  readonly countryCode: string | null;
  readonly financialStatus: FinancialStatus;
  readonly units: readonly Units[];
  readonly holdCode: string | null;
  readonly suppliers: readonly { readonly name: string; readonly state: SupplierOrderState }[];
  /** Drafts that wait for a person to say "send". */
  readonly toSend: number;
  readonly isBeforeGoLive: boolean;
  readonly isTest: boolean;
  readonly isBalanced: boolean;
};

export type OrdersQuery = {
  readonly filter: OrderFilter;
  readonly search: string;
  readonly hold: string | null;
  readonly after: string | null;
  readonly before: string | null;
};

export type OrdersPage = {
  readonly query: OrdersQuery;
  readonly rows: readonly OrderRow[];
  readonly hasNext: boolean;
  readonly hasPrevious: boolean;
  /** Of all orders: an empty shop is told something else than an empty search. */
  readonly isEmptyShop: boolean;
};

export function readOrdersQuery(address: URLSearchParams): OrdersQuery {
  const filter = orderFilters.find((one) => one === address.get("show")) ?? "all";
  return {
    filter,
    search: (address.get("search") ?? "").trim().slice(0, 50),
    hold: address.get("hold"),
    after: cursorIn(address, "after"),
    before: cursorIn(address, "before"),
  };
}

function cursorIn(address: URLSearchParams, name: string): string | null {
  const value = address.get(name);
  return value !== null && /^[\da-f-]{36}$/i.test(value) ? value : null;
}

/** The address of the list, narrowed so. */
export function ordersAddress(query: Partial<OrdersQuery>): string {
  const search = new URLSearchParams();
  if (query.filter && query.filter !== "all") search.set("show", query.filter);
  if (query.search) search.set("search", query.search);
  if (query.hold) search.set("hold", query.hold);
  if (query.after) search.set("after", query.after);
  if (query.before) search.set("before", query.before);
  return search.size > 0 ? `/app/orders?${search}` : "/app/orders";
}
