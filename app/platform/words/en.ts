// Every text a person reads, in English; this catalogue defines which codes exist.
import { home } from "./en/home.ts";
import { order } from "./en/order.ts";
import { orders } from "./en/orders.ts";
import { problems } from "./en/problems.ts";
import { products } from "./en/products.ts";
import { reasons } from "./en/reasons.ts";
import { routing } from "./en/routing.ts";
import { shell } from "./en/shell.ts";
import { steps } from "./en/steps.ts";
import { suppliers } from "./en/suppliers.ts";
import { timeline } from "./en/timeline.ts";

export const en = {
  ...shell, ...home, ...orders, ...order, ...reasons, ...routing, ...timeline, ...problems, ...products, ...suppliers, ...steps,
} as const;
