// What only a person can settle: `problem.<code>.title`, `.cause` and `.next`.
import type { problems as english } from "../en/problems.ts";

export const problems = {
  "problem.unmapped_line.title": "{item}尚未选择供应商",
  "problem.unmapped_line.cause": "尚未指定由谁发货，也未标记为自有商品。订单中的其他商品照常处理。",
  "problem.unmapped_line.next": "请为该款式选择供应商，或将其标记为自有商品。",
} as const satisfies Record<keyof typeof english, string>;
