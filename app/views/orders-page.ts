// What does the list of orders show, and what may it be narrowed to? The address says all of it, so that it can be shared.
import type { FinancialStatus } from "../orders/order.ts";
import type { SupplierOrderState } from "../supplier-orders/supplier-order.ts";
import { buckets, type Units } from "./buckets.ts";
import type { NextStep } from "./next-step.ts";
import type { RunningBulk } from "./bulk-page.ts";
import type { ShownView } from "./saved-views.ts";

/** The places of the order check, and what else a merchant looks for. */
export const orderFilters = [
  "all", ...buckets, "to_send", "to_hand_over", "held", "late", "partly_shipped", "all_shipped", "unbalanced", "before_go_live", "test",
] as const;
export type OrderFilter = (typeof orderFilters)[number];

export const orderSorts = ["placed_desc", "placed_asc", "total_desc", "total_asc"] as const;
export type OrderSort = (typeof orderSorts)[number];

export const payments = ["PAID", "PARTIALLY_PAID", "PARTIALLY_REFUNDED", "PENDING", "AUTHORIZED", "REFUNDED", "EXPIRED", "VOIDED", "UNKNOWN"] as const satisfies readonly FinancialStatus[];

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
  readonly problems: number;
  readonly next: NextStep;
  readonly isBeforeGoLive: boolean;
  readonly isTest: boolean;
  readonly isBalanced: boolean;
};

export type OrdersQuery = {
  readonly filter: OrderFilter;
  readonly search: string;
  readonly hold: string | null;
  readonly supplierId: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null;
  /** Days in the shop's own calendar, both included. */
  readonly from: string | null;
  readonly to: string | null;
  readonly tag: string | null;
  readonly payment: FinancialStatus | null;
  /** Decimal amounts in the shop's currency, both included. */
  readonly least: string | null;
  readonly most: string | null;
  readonly sort: OrderSort;
  readonly after: string | null;
  readonly before: string | null;
};

export type OrdersPage = {
  readonly query: OrdersQuery;
  readonly rows: readonly OrderRow[];
  /** All that match, over every page. */
  readonly matching: number;
  readonly hasNext: boolean;
  readonly hasPrevious: boolean;
  /** Of all orders: an empty shop is told something else than an empty search. */
  readonly isEmptyShop: boolean;
  readonly suppliers: readonly { readonly id: string; readonly name: string; readonly isActive: boolean }[];
  readonly currency: string;
  /** Reasons to hold that hold any order now. */
  readonly holdCodes: readonly string[];
  readonly views: readonly ShownView[];
  /** The newest bulk action, while somebody may still look at it. */
  readonly bulk: RunningBulk | null;
};

export const everyOrder: OrdersQuery = {
  filter: "all", search: "", hold: null, supplierId: null, country: null, from: null, to: null, tag: null, payment: null, least: null, most: null,
  sort: "placed_desc", after: null, before: null,
};

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const day = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const amount = /^\d{1,12}(\.\d{1,3})?$/;

/** What an address says that cannot be meant is left out. */
export function readOrdersQuery(address: URLSearchParams): OrdersQuery {
  const given = (name: string, pattern: RegExp): string | null => {
    const value = (address.get(name) ?? "").trim();
    return pattern.test(value) ? value : null;
  };
  return {
    filter: orderFilters.find((one) => one === address.get("show")) ?? "all",
    search: (address.get("search") ?? "").trim().slice(0, 100),
    hold: given("hold", /^[a-z_]{1,40}$/),
    supplierId: given("supplier", uuid),
    country: given("country", /^[A-Z]{2}$/),
    from: given("from", day),
    to: given("to", day),
    tag: given("tag", /^.{1,60}$/),
    payment: payments.find((one) => one === address.get("payment")) ?? null,
    least: given("least", amount),
    most: given("most", amount),
    sort: orderSorts.find((one) => one === address.get("sort")) ?? "placed_desc",
    after: given("after", uuid),
    before: given("before", uuid),
  };
}

/** What a query narrows to, without the place on its pages: what a saved view keeps, and a selection of all that match. */
export function searchOf(query: Partial<OrdersQuery>): URLSearchParams {
  const search = new URLSearchParams();
  const set = (name: string, value: string | null | undefined) => {
    if (value) search.set(name, value);
  };
  set("show", query.filter === "all" ? null : query.filter);
  set("search", query.search);
  set("hold", query.hold);
  set("supplier", query.supplierId);
  set("country", query.country);
  set("from", query.from);
  set("to", query.to);
  set("tag", query.tag);
  set("payment", query.payment);
  set("least", query.least);
  set("most", query.most);
  set("sort", query.sort === "placed_desc" ? null : query.sort);
  return search;
}

/** The address of the list, narrowed so. */
export function ordersAddress(query: Partial<OrdersQuery>): string {
  const search = searchOf(query);
  if (query.after) search.set("after", query.after);
  if (query.before) search.set("before", query.before);
  return search.size > 0 ? `/app/orders?${search}` : "/app/orders";
}
