-- AlterTable
ALTER TABLE "Order" ADD COLUMN     "fulfillmentsReadAt" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "Fulfillment" ADD COLUMN     "formerShopifyIds" TEXT[];

-- AlterTable
ALTER TABLE "OutsideFulfillment" ADD COLUMN     "shopifyUpdatedAt" TIMESTAMP(3) NOT NULL;

-- CreateIndex
CREATE INDEX "Allocation_shopId_changedAt_idx" ON "Allocation"("shopId", "changedAt");
