// The list of orders and one order: states, reasons to wait, and what a person may do.
export const orders = {
  "hold.unpaid": "Waiting for payment. Nothing is sent until Shopify says that the order is paid.",
  "hold.in_review": "Waiting for your review. Nothing is sent by itself while the shop is in review.",
  "hold.before_go_live": "Older than the order from which you started to send. It is only shown.",
} as const satisfies Record<string, string>;
