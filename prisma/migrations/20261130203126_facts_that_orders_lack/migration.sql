-- CreateEnum
CREATE TYPE "GivenState" AS ENUM ('GIVEN', 'SENDING', 'UNKNOWN', 'WRITTEN', 'REFUSED', 'REPLACED');

-- AlterTable
ALTER TABLE "Supplier" ADD COLUMN     "takesPoBoxes" BOOLEAN;

-- CreateTable
CREATE TABLE "GivenDetails" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "orderId" UUID NOT NULL,
    "linkId" UUID,
    "givenBy" TEXT,
    "givenAt" TIMESTAMP(3) NOT NULL,
    "fields" TEXT[],
    "valuesSealed" TEXT,
    "state" "GivenState" NOT NULL DEFAULT 'GIVEN',
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "refusalCode" TEXT,
    "settledAt" TIMESTAMP(3),

    CONSTRAINT "GivenDetails_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "GivenDetails_shopId_orderId_idx" ON "GivenDetails"("shopId", "orderId");

-- CreateIndex
CREATE INDEX "GivenDetails_shopId_state_idx" ON "GivenDetails"("shopId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "GivenDetails_shopId_id_key" ON "GivenDetails"("shopId", "id");

-- AddForeignKey
ALTER TABLE "GivenDetails" ADD CONSTRAINT "GivenDetails_shopId_orderId_fkey" FOREIGN KEY ("shopId", "orderId") REFERENCES "Order"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "GivenDetails" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "GivenDetails" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "GivenDetails" USING ("shopId" = current_setting('app.shop', true)) WITH CHECK ("shopId" = current_setting('app.shop', true));
