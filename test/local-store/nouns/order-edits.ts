// How does an app edit an order: begin, change, commit? Refusals are worded as recorded.

import { ImpossibleAct } from "../acts/touch-order.ts";
import { addedLines, addLine, beginEdit, commitEdit, leastQuantity, ownLines, setQuantity, type EditedLine } from "../acts/stage-edit.ts";
import { orderTotals } from "../acts/order-facts.ts";
import { toMinor } from "../amounts.ts";
import { own, userError, userErrorFields, type GraphqlContext, type Models, type UserError } from "../graphql/models.ts";
import { numericId } from "../ids.ts";
import type { StoredEdit, StoredEditLine } from "../order-extras.ts";
import type { StoredOrder } from "../order-state.ts";
import { variantsOf, type ShopState } from "../shop-state.ts";
import { lineSource, orderSource } from "./calculated-orders.ts";
import { productOf } from "./products.ts";

type Open = { edit: StoredEdit; order: StoredOrder };

function refused(field: string[] | null, message: string) {
  return { calculatedOrder: null, calculatedLineItem: null, orderEditSession: null, order: null, successMessages: [], userErrors: [userError(field, message)] };
}

function sessionOf(edit: StoredEdit) {
  return { id: edit.id.replace("/CalculatedOrder/", "/OrderEditSession/") };
}

function openEdit(shop: ShopState, id: string): Open | undefined {
  const edit = shop.edits?.find((candidate) => candidate.id === id || sessionOf(candidate).id === id);
  const order = shop.orders.find((candidate) => candidate.id === edit?.orderId);
  return edit && order && order.cancelledAt === null ? { edit, order } : undefined;
}

/** Answers what `act` says about an edit that is open. */
function onEdit<Args extends { id: string }>(act: (open: Open, args: Args, context: GraphqlContext) => EditedLine | UserError[]) {
  return (_root: unknown, args: Args, context: GraphqlContext) => {
    const open = openEdit(context.shop, args.id);
    if (!open) return refused(["id"], "The calculated order does not exist.");
    const answer = act(open, args, context);
    if (Array.isArray(answer)) return { ...refused(null, ""), userErrors: answer };
    return { calculatedOrder: orderSource(open.order, open.edit), calculatedLineItem: lineSource(open.order, answer), orderEditSession: sessionOf(open.edit), userErrors: [] };
  };
}

function begin(_root: unknown, { id }: { id: string }, { world, shop }: GraphqlContext) {
  const order = shop.orders.find((candidate) => candidate.id === id);
  if (!order) return refused(["id"], "The order does not exist.");
  if (order.cancelledAt !== null) return refused(null, "The order cannot be edited.");
  const edit = beginEdit({ world, shop }, order);
  return { calculatedOrder: orderSource(order, edit), orderEditSession: sessionOf(edit), userErrors: [] };
}

type AddVariant = { id: string; variantId: string; quantity: number; locationId?: string | null; allowDuplicates?: boolean | null };

function addVariant({ edit, order }: Open, { variantId, quantity, locationId, allowDuplicates }: AddVariant, { world, shop }: GraphqlContext): EditedLine | UserError[] {
  if (numericId(variantId) === "0") return [userError(["variantId"], "can't convert Integer[0] to a positive Integer to use as an untrusted id")];
  const variant = variantsOf(shop).find((candidate) => candidate.id === variantId);
  if (!variant) return [userError(["variantId"], "The variant does not exist in the shop.")];
  const { title } = productOf(shop, variant);
  const isThere = order.lines.some((line) => line.variantId === variantId && line.currentQuantity > 0) || edit.added.some((line) => line.variantId === variantId);
  if (isThere && !allowDuplicates) return [userError(["id"], `${title} was not added because it's already on the order.`)];
  const added: Omit<StoredEditLine, "id"> = {
    title, variantId, quantity, unitPriceMinor: toMinor(variant.price, order.currency), requiresShipping: variant.requiresShipping, locationId: locationId ?? null,
  };
  const problems = quantityProblems(quantity);
  return problems.length > 0 ? problems : addLine({ world, shop }, edit, added);
}

const longestTitle = 255;

/** A negative one breaks two rules. */
function quantityProblems(quantity: number): UserError[] {
  return [
    ...(quantity <= 0 ? [userError(["quantity"], "must be greater than 0")] : []),
    ...(quantity < 0 ? [userError(["quantity"], "must be greater than or equal to 0")] : []),
  ];
}

type AddCustom = { id: string; title: string; quantity: number; price: { amount: string; currencyCode: string }; requiresShipping?: boolean | null; taxable?: boolean | null; locationId?: string | null };

function addCustom({ edit, order }: Open, args: AddCustom, { world, shop }: GraphqlContext): EditedLine | UserError[] {
  const { title, quantity, price, requiresShipping, locationId } = args;
  const problems = [
    ...(title.trim() === "" ? [userError(["title"], "can't be blank")] : []),
    ...(title.length > longestTitle ? [userError(["title"], `is too long (maximum is ${longestTitle} characters)`)] : []),
    ...quantityProblems(quantity),
    ...(Number(price.amount) < 0 ? [userError(["price", "amount"], "must be greater than or equal to 0")] : []),
    ...(price.currencyCode === order.currency ? [] : [userError(["price", "amount"], `Currency must be ${order.currency}.`)]),
  ];
  if (problems.length > 0) return problems;
  return addLine({ world, shop }, edit, {
    title, variantId: null, quantity, unitPriceMinor: toMinor(price.amount, order.currency), requiresShipping: requiresShipping ?? false, locationId: locationId ?? null,
  });
}

type SetQuantity = { id: string; lineItemId: string; quantity: number; restock?: boolean | null; locationId?: string | null };

function changeQuantity({ edit, order }: Open, { lineItemId, quantity }: SetQuantity, { world, shop }: GraphqlContext): EditedLine | UserError[] {
  const number = numericId(lineItemId);
  const found = [...ownLines(order, edit), ...addedLines(edit)].find((line) => numericId(line.id) === number);
  if (!found) return [userError(["lineItemId"], "The line item does not exist on the order.")];
  if (quantity < 0) return [userError(["quantity"], "must be greater than or equal to 0")];
  // Not recorded; the app's guard is to ask for no less than what is shipped.
  if (found.line && quantity < leastQuantity({ world, shop }, order, found.line)) return [userError(["quantity"], "Quantity cannot be less than the fulfilled quantity.")];
  return setQuantity({ world, shop }, edit, { ...found, quantity });
}

type Commit = { id: string; notifyCustomer?: boolean | null; staffNote?: string | null };

function commit(_root: unknown, { id, notifyCustomer, staffNote }: Commit, { world, shop }: GraphqlContext) {
  const open = openEdit(shop, id);
  if (!open) return refused(["id"], "The calculated order does not exist.");
  const wasClosed = open.order.closedAt !== null;
  try {
    commitEdit({ world, shop }, open.order, { edit: open.edit, staffNote: staffNote ?? "", notifyCustomer: notifyCustomer ?? false });
  } catch (error) {
    // It was shipped while the edit was open.
    if (!(error instanceof ImpossibleAct)) throw error;
    return refused(["id"], error.message);
  }
  const notice = orderTotals(open.order).outstandingMinor > 0 ? "Invoice sent" : "Notification sent";
  const successMessages = ["Order updated", ...(wasClosed ? ["Order unarchived"] : []), ...(notifyCustomer ? [notice] : [])];
  return { order: open.order, successMessages, userErrors: [] };
}

const changePayload = own<Record<string, unknown>>("calculatedOrder", "calculatedLineItem", "orderEditSession", "userErrors");

export const orderEditModels: Models = {
  Mutation: {
    orderEditBegin: begin, orderEditAddVariant: onEdit(addVariant), orderEditAddCustomItem: onEdit(addCustom), orderEditSetQuantity: onEdit(changeQuantity),
    orderEditCommit: commit,
  },
  OrderEditBeginPayload: own<Record<string, unknown>>("calculatedOrder", "orderEditSession", "userErrors"),
  OrderEditAddVariantPayload: changePayload,
  OrderEditAddCustomItemPayload: changePayload,
  OrderEditSetQuantityPayload: changePayload,
  OrderEditCommitPayload: own<Record<string, unknown>>("order", "successMessages", "userErrors"),
  OrderEditSession: own<{ id: string }>("id"),
  UserError: userErrorFields,
};
