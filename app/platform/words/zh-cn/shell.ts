// What surrounds every page: the menu, the door at `/`, and the apology.
import type { shell as english } from "../en/shell.ts";

export const shell = {
  "shell.home": "首页",
  "shell.orders": "订单",
  "shell.problems": "待处理问题",
  "shell.products": "商品",
  "shell.suppliers": "供应商",
  "shell.hand_over": "交单",
  "shell.rules": "规则",
  "shell.settings": "设置",
  "shell.door.title": "代发",
  "shell.door.what": "代发是一款 Shopify 应用：将已付款订单中的每件商品发送给负责发货的供应商，并把物流单号写回订单。",
  "shell.door.how": "请从店铺后台打开：应用 → 代发。",
  "shell.apology.title": "无法显示此页面",
  "shell.apology.body": "这是我们的故障，已经记录，您的订单不受影响。请重试；如果仍然出现，请把此编号发给我们：{reference}",
  "shell.missing.title": "这里没有内容",
  "shell.missing.body": "页面或记录不存在，或属于其他店铺。",
  "shell.back": "返回首页",
} as const satisfies Record<keyof typeof english, string>;
