// Every text a person reads, in simplified Chinese: the same codes and placeholders as the English catalogue.
import type { en } from "./en.ts";
import { home } from "./zh-cn/home.ts";
import { order } from "./zh-cn/order.ts";
import { orders } from "./zh-cn/orders.ts";
import { problems } from "./zh-cn/problems.ts";
import { products } from "./zh-cn/products.ts";
import { reasons } from "./zh-cn/reasons.ts";
import { routing } from "./zh-cn/routing.ts";
import { setup } from "./zh-cn/setup.ts";
import { imports } from "./zh-cn/imports.ts";
import { handover } from "./zh-cn/handover.ts";
import { mail } from "./zh-cn/mail.ts";
import { desk } from "./zh-cn/desk.ts";
import { rules } from "./zh-cn/rules.ts";
import { bulk } from "./zh-cn/bulk.ts";
import { customers } from "./zh-cn/customers.ts";
import { settings } from "./zh-cn/settings.ts";
import { fulfillment } from "./zh-cn/fulfillment.ts";
import { holds } from "./zh-cn/holds.ts";
import { missing } from "./zh-cn/missing.ts";
import { changes } from "./zh-cn/changes.ts";
import { sweep } from "./zh-cn/sweep.ts";
import { privacy } from "./zh-cn/privacy.ts";
import { shell } from "./zh-cn/shell.ts";
import { steps } from "./zh-cn/steps.ts";
import { suppliers } from "./zh-cn/suppliers.ts";
import { timeline } from "./zh-cn/timeline.ts";

export const zhCn = {
  ...shell, ...home, ...orders, ...order, ...reasons, ...routing, ...timeline, ...problems, ...products, ...suppliers, ...steps,
  ...setup, ...imports, ...handover, ...mail, ...desk, ...rules, ...bulk, ...customers, ...settings,
  ...fulfillment, ...holds, ...missing, ...changes, ...sweep, ...privacy,
} as const satisfies Record<keyof typeof en, string>;
