// Every text a person reads, in English; this catalogue defines which codes exist.
import { home } from "./en/home.ts";
import { orders } from "./en/orders.ts";
import { problems } from "./en/problems.ts";
import { products } from "./en/products.ts";
import { routing } from "./en/routing.ts";
import { shell } from "./en/shell.ts";
import { timeline } from "./en/timeline.ts";

export const en = { ...shell, ...home, ...orders, ...products, ...problems, ...routing, ...timeline } as const;
