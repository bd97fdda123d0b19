// The list of orders and one order: states, reasons to wait, and what a person may do.
import type { orders as english } from "../en/orders.ts";

export const orders = {
  "hold.unpaid": "等待付款。Shopify 确认付款之前不会发送任何内容。",
  "hold.in_review": "等待您审核。店铺处于审核模式时，不会自动发送。",
  "hold.before_go_live": "早于您设定的起始订单，仅供查看。",
} as const satisfies Record<keyof typeof english, string>;
