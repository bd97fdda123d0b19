// Why a supplier was taken or refused for a line.
import type { routing as english } from "../en/routing.ts";

export const routing = {
  "routing.ships_to_destination.kept": "可寄往{country}",
  "routing.ships_to_destination.refused": "不寄往{country}",
  "routing.ships_to_destination.no_destination": "订单没有收货国家/地区",
  "routing.lowest_cost.kept": "成本 {cost} {currency}",
  "routing.lowest_cost.converted": "成本 {cost} {currency}，按 {on} 汇率由 {from} 折算（{rate} {to}）",
  "routing.lowest_cost.no_rate": "没有 {from} 兑 {to} 的汇率，请在商品页面填写。",
  "routing.behind.lowest_cost": "比{supplier}贵",
  "routing.behind.ships_to_destination": "按目的地排在{supplier}之后",
  "routing.behind.priority": "成本相同，您优先选择{supplier}",
  "routing.behind.equal": "与{supplier}相当，按固定顺序选择",
  "routing.taken": "已选择：{candidates} 个货源中最优",
  "routing.only_one_left": "已选择：唯一符合条件",
  "routing.offer_inactive": "该货源已停用",
  "routing.supplier_inactive": "{supplier}已暂停",
  "routing.pack_ratio_unusable": "每包 {packRatio} 件无法下单",
  "routing.no_destination": "订单没有收货国家/地区",
  "routing.unmapped": "尚未指定{title}由谁发货",
  "routing.no_variant": "{title}在 Shopify 中没有对应产品",
} as const satisfies Record<keyof typeof english, string>;
