// Every text a person reads, in English; this catalogue defines which codes exist.
import { home } from "./en/home.ts";
import { order } from "./en/order.ts";
import { orders } from "./en/orders.ts";
import { problems } from "./en/problems.ts";
import { products } from "./en/products.ts";
import { reasons } from "./en/reasons.ts";
import { routing } from "./en/routing.ts";
import { setup } from "./en/setup.ts";
import { imports } from "./en/imports.ts";
import { handover } from "./en/handover.ts";
import { mail } from "./en/mail.ts";
import { desk } from "./en/desk.ts";
import { rules } from "./en/rules.ts";
import { bulk } from "./en/bulk.ts";
import { customers } from "./en/customers.ts";
import { settings } from "./en/settings.ts";
import { fulfillment } from "./en/fulfillment.ts";
import { holds } from "./en/holds.ts";
import { missing } from "./en/missing.ts";
import { changes } from "./en/changes.ts";
import { sweep } from "./en/sweep.ts";
import { privacy } from "./en/privacy.ts";
import { shell } from "./en/shell.ts";
import { steps } from "./en/steps.ts";
import { suppliers } from "./en/suppliers.ts";
import { timeline } from "./en/timeline.ts";

export const en = {
  ...shell, ...home, ...orders, ...order, ...reasons, ...routing, ...timeline, ...problems, ...products, ...suppliers, ...steps,
  ...setup, ...imports, ...handover, ...mail, ...desk, ...rules, ...bulk, ...customers, ...settings,
  ...fulfillment, ...holds, ...missing, ...changes, ...sweep, ...privacy,
} as const;
