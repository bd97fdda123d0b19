-- AlterTable
ALTER TABLE "Order" ADD COLUMN     "shopifyCustomerId" TEXT;

-- CreateIndex
CREATE INDEX "Order_shopId_orderNumber_idx" ON "Order"("shopId", "orderNumber");

-- CreateIndex
CREATE INDEX "Order_shopId_shopifyCustomerId_idx" ON "Order"("shopId", "shopifyCustomerId");
