// What does the admin call things, in both languages?

const english = {
  stores: "Stores",
  storesHint: "The local stores of this machine. Nothing here reaches Shopify.",
  open: "Open",
  orders: "Orders",
  products: "Products",
  apps: "Apps",
  menu: "Menu",
  navigation: "Navigation",
  language: "Language",
  switchStore: "All stores",
  localStore: "Local store",
  loading: "Loading…",
  notFound: "There is no such page.",
  failed: "The store did not answer:",
  noOrders: "No orders yet",
  noOrdersHint: "Place one here, or let the demo place them.",
  noProducts: "This store has no products.",
  placeOrder: "Place an order",
  placed: "Order placed",
  chooseOne: "Choose a quantity for at least one product.",
  quantity: "Quantity",
  cancel: "Cancel",
  order: "Order",
  date: "Date",
  customer: "Customer",
  total: "Total",
  payment: "Payment",
  fulfillment: "Fulfillment",
  items: "Items",
  tracking: "Tracking",
  noTracking: "No tracking number",
  events: "Delivery events",
  noEvents: "No delivery events yet",
  shippingAddress: "Shipping address",
  noAddress: "No shipping address",
  notified: "The customer was notified",
  product: "Product",
  sku: "SKU",
  price: "Price",
  available: "Available",
  unsaved: "Unsaved changes",
  save: "Save",
  discard: "Discard",
  leaveTitle: "Leave page with unsaved changes?",
  leaveHint: "Leaving this page will delete all unsaved changes.",
  leave: "Leave page",
  stay: "Stay",
  dismiss: "Dismiss",
};

export type Word = keyof typeof english;

const chinese: Record<Word, string> = {
  stores: "店铺",
  storesHint: "这台电脑上的本地店铺，不会连接到 Shopify。",
  open: "打开",
  orders: "订单",
  products: "产品",
  apps: "应用",
  menu: "菜单",
  navigation: "导航",
  language: "语言",
  switchStore: "所有店铺",
  localStore: "本地店铺",
  loading: "正在加载…",
  notFound: "没有这个页面。",
  failed: "店铺没有响应：",
  noOrders: "还没有订单",
  noOrdersHint: "可以在这里下单，也可以等演示程序下单。",
  noProducts: "这家店铺没有产品。",
  placeOrder: "下单",
  placed: "订单已创建",
  chooseOne: "请至少为一件产品填写数量。",
  quantity: "数量",
  cancel: "取消",
  order: "订单",
  date: "日期",
  customer: "客户",
  total: "总计",
  payment: "付款",
  fulfillment: "发货",
  items: "件数",
  tracking: "物流单号",
  noTracking: "没有物流单号",
  events: "物流动态",
  noEvents: "还没有物流动态",
  shippingAddress: "收货地址",
  noAddress: "没有收货地址",
  notified: "已通知客户",
  product: "产品",
  sku: "SKU",
  price: "价格",
  available: "可售库存",
  unsaved: "未保存的更改",
  save: "保存",
  discard: "放弃",
  leaveTitle: "离开此页面而不保存更改？",
  leaveHint: "离开后，所有未保存的更改都会丢失。",
  leave: "离开页面",
  stay: "留在此页",
  dismiss: "关闭",
};

export type Locale = "en" | "zh-CN";

const REMEMBERED = "admin-locale";

export function currentLocale(): Locale {
  return localStorage.getItem(REMEMBERED) === "zh-CN" ? "zh-CN" : "en";
}

export function rememberLocale(locale: Locale): void {
  localStorage.setItem(REMEMBERED, locale);
}

export function word(key: Word): string {
  return (currentLocale() === "zh-CN" ? chinese : english)[key];
}
