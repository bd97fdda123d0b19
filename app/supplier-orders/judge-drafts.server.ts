// Which drafts would go out by themselves, and which wait for what? Judged as the merchant's choices stand, or as they would.
import type { Prisma } from "@prisma/client";
import { findVariants } from "../catalog/store.server.ts";
import { sendingChoice } from "../merchants/merchant.ts";
import { getMerchant } from "../merchants/store.server.ts";
import type { SavedOrder } from "../orders/order.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import type { Money } from "../platform/money.ts";
import { occasionOf, type Traits } from "../orders/conditions.ts";
import { chooseForDraft, type Automation, type DraftChoice } from "./automation.ts";

export type JudgedDraft = {
  readonly id: string;
  readonly orderId: string;
  readonly orderName: string;
  readonly supplierName: string;
  readonly units: number;
  readonly total: Money;
  readonly lineIds: ReadonlySet<string>;
  /** Null: nobody has allowed it yet. */
  readonly releasedBy: string | null;
  /** The order itself waits, for Shopify or for a person. */
  readonly isHeld: boolean;
  readonly choice: DraftChoice;
};

const parts = {
  supplier: { select: { name: true } },
  lines: { select: { id: true, lineItemId: true, quantity: true } },
  order: {
    select: {
      name: true, orderNumber: true, tags: true, totalMinor: true, holdCode: true, heldByMerchantAt: true,
      address: { select: { countryCode: true } }, lines: { select: { id: true, shopifyVariantId: true } },
    },
  },
} satisfies Prisma.SupplierOrderInclude;
type Row = Prisma.SupplierOrderGetPayload<{ include: typeof parts }>;

/** Every draft of the shop, oldest first. */
export async function judgeDrafts(tx: ShopTransaction, automation: Automation): Promise<JudgedDraft[]> {
  const { settings } = await getMerchant(tx);
  const rows = await tx.db.supplierOrder.findMany({ where: { state: "DRAFT" }, include: parts, orderBy: { id: "asc" } });
  const traits = await loadTraits(tx, rows.flatMap(({ order }) => order.lines.flatMap((line) => line.shopifyVariantId ?? [])));
  return rows.map((row) => {
    const products = productsOf(row.order.lines, row.lines, traits);
    const occasion = occasionOf({ address: row.order.address, tags: row.order.tags, total: { minor: row.order.totalMinor } }, products);
    return { ...toFacts(row), choice: chooseForDraft(sendingChoice(settings, row.order.orderNumber), automation, { supplierId: row.supplierId, supplierName: row.supplier.name, occasion }) };
  });
}

function toFacts(row: Row): Omit<JudgedDraft, "choice"> {
  return {
    id: row.id, orderId: row.orderId, orderName: row.order.name, supplierName: row.supplier.name,
    units: row.lines.reduce((sum, line) => sum + line.quantity, 0),
    total: { minor: row.totalMinor, currency: row.currency },
    lineIds: new Set(row.lines.map(({ id }) => id)),
    releasedBy: row.releasedBy,
    isHeld: row.order.holdCode !== null || row.order.heldByMerchantAt !== null,
  };
}

export async function loadTraits(tx: ShopTransaction, shopifyVariantIds: readonly string[]): Promise<Map<string, Traits>> {
  const variants = await findVariants(tx, shopifyVariantIds);
  return new Map(variants.map(({ shopifyVariantId, productTags: tags, collections }) => [shopifyVariantId, { tags, collections }]));
}

/** The products behind the lines of one draft. */
export function productsOf(
  lines: readonly Pick<SavedOrder["lines"][number], "id" | "shopifyVariantId">[],
  drafted: readonly { readonly lineItemId: string }[],
  traits: ReadonlyMap<string, Traits>,
): Traits[] {
  return drafted.flatMap(({ lineItemId }) => traits.get(lines.find(({ id }) => id === lineItemId)?.shopifyVariantId ?? "") ?? []);
}
