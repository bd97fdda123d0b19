-- DropIndex
DROP INDEX "Order_shopId_placedAt_idx";

-- CreateTable
CREATE TABLE "OrderSearchTerm" (
    "shopId" TEXT NOT NULL,
    "orderId" UUID NOT NULL,
    "term" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "OrderSearchTerm_pkey" PRIMARY KEY ("shopId","orderId","term")
);

-- CreateIndex
CREATE INDEX "OrderSearchTerm_shopId_term_orderId_idx" ON "OrderSearchTerm"("shopId", "term", "orderId");

-- CreateIndex
CREATE INDEX "Activity_shopId_at_idx" ON "Activity"("shopId", "at");

-- CreateIndex
CREATE INDEX "BulkActionItem_shopId_bulkActionId_doneAt_position_idx" ON "BulkActionItem"("shopId", "bulkActionId", "doneAt", "position");

-- CreateIndex
CREATE INDEX "Order_shopId_placedAt_orderNumber_id_idx" ON "Order"("shopId", "placedAt", "orderNumber", "id");

-- CreateIndex
CREATE INDEX "Order_shopId_totalMinor_orderNumber_id_idx" ON "Order"("shopId", "totalMinor", "orderNumber", "id");

-- CreateIndex
CREATE INDEX "Order_shopId_confirmedAt_idx" ON "Order"("shopId", "confirmedAt");

-- CreateIndex
CREATE INDEX "OrderCheck_shopId_checkedAt_idx" ON "OrderCheck"("shopId", "checkedAt");

-- AddForeignKey
ALTER TABLE "OrderSearchTerm" ADD CONSTRAINT "OrderSearchTerm_shopId_orderId_fkey" FOREIGN KEY ("shopId", "orderId") REFERENCES "Order"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "OrderSearchTerm" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "OrderSearchTerm" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "OrderSearchTerm" USING ("shopId" = current_setting('app.shop', true)) WITH CHECK ("shopId" = current_setting('app.shop', true));

-- Behind row-level security a comparison of an enum may not choose an index, so the few rows that a list asks for have
-- indexes of their own, whose conditions say which they are.
CREATE INDEX "SupplierOrder_unreleased_idx" ON "SupplierOrder" ("shopId", "orderId") WHERE "state" = 'DRAFT' AND "releasedAt" IS NULL;
CREATE INDEX "SupplierOrder_to_hand_over_idx" ON "SupplierOrder" ("shopId", "orderId") WHERE "state" = 'TO_HAND_OVER';
CREATE INDEX "OrderCheck_needs_you_idx" ON "OrderCheck" ("shopId", "orderId") WHERE "needsYou" > 0;
CREATE INDEX "OrderCheck_open_idx" ON "OrderCheck" ("shopId", "orderId") WHERE "waiting" + "withSupplier" + "needsYou" > 0;
CREATE INDEX "Order_held_idx" ON "Order" ("shopId", "placedAt") WHERE "holdCode" IS NOT NULL;
CREATE INDEX "BulkActionItem_subject_idx" ON "BulkActionItem" ("shopId", "subjectId");
