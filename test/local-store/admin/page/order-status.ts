// How is the state of an order or a parcel said, in both languages, and coloured?
import { badge } from "./element.ts";
import type { OrderView } from "./control-api.ts";
import { currentLocale } from "./words.ts";

type Tone = "info" | "success" | "attention" | "plain";

/** Shopify's own words for its states: payment, fulfillment, then fulfillment events. */
const STATES: Record<string, { en: string; "zh-CN": string; tone?: Tone }> = {
  PAID: { en: "Paid", "zh-CN": "已付款" },
  PENDING: { en: "Payment pending", "zh-CN": "待付款", tone: "attention" },
  AUTHORIZED: { en: "Authorized", "zh-CN": "已授权", tone: "attention" },
  EXPIRED: { en: "Expired", "zh-CN": "已过期", tone: "attention" },
  PARTIALLY_PAID: { en: "Partially paid", "zh-CN": "部分付款", tone: "attention" },
  REFUNDED: { en: "Refunded", "zh-CN": "已退款" },
  PARTIALLY_REFUNDED: { en: "Partially refunded", "zh-CN": "部分退款" },
  VOIDED: { en: "Voided", "zh-CN": "已作废" },
  UNFULFILLED: { en: "Unfulfilled", "zh-CN": "未发货", tone: "attention" },
  PARTIALLY_FULFILLED: { en: "Partially fulfilled", "zh-CN": "部分发货", tone: "info" },
  FULFILLED: { en: "Fulfilled", "zh-CN": "已发货", tone: "success" },
  ON_HOLD: { en: "On hold", "zh-CN": "已暂缓", tone: "attention" },
  CANCELLED: { en: "Cancelled", "zh-CN": "已取消" },
  CONFIRMED: { en: "Confirmed", "zh-CN": "已确认" },
  LABEL_PURCHASED: { en: "Label purchased", "zh-CN": "已购买面单" },
  LABEL_PRINTED: { en: "Label printed", "zh-CN": "已打印面单" },
  CARRIER_PICKED_UP: { en: "Picked up by the carrier", "zh-CN": "承运商已揽收" },
  IN_TRANSIT: { en: "In transit", "zh-CN": "运输中" },
  OUT_FOR_DELIVERY: { en: "Out for delivery", "zh-CN": "派送中" },
  ATTEMPTED_DELIVERY: { en: "Delivery attempted", "zh-CN": "尝试派送" },
  DELAYED: { en: "Delayed", "zh-CN": "已延误" },
  READY_FOR_PICKUP: { en: "Ready for pickup", "zh-CN": "待自提" },
  DELIVERED: { en: "Delivered", "zh-CN": "已送达" },
  FAILURE: { en: "Delivery failed", "zh-CN": "派送失败" },
};

/** A state that is missing above is shown as the store writes it. */
export function sayState(state: string): string {
  return STATES[state]?.[currentLocale()] ?? state;
}

export function stateBadge(state: string): HTMLElement {
  return badge(sayState(state), STATES[state]?.tone);
}

export function statusBadges(order: OrderView): HTMLElement[] {
  const status = [stateBadge(order.payment), stateBadge(order.fulfillment)];
  return order.isCancelled ? [...status, stateBadge("CANCELLED")] : status;
}

export function showDate(instant: string): string {
  const format = new Intl.DateTimeFormat(currentLocale(), { dateStyle: "medium", timeStyle: "short" });
  return format.format(new Date(instant));
}
