-- AlterEnum
ALTER TYPE "BulkActionKind" ADD VALUE 'LET_GO';

-- AlterTable
ALTER TABLE "MerchantSettings" DROP COLUMN "duplicateWindowHours",
ADD COLUMN     "duplicateWindowMinutes" INTEGER NOT NULL DEFAULT 10;

-- CreateTable
CREATE TABLE "HoldRule" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "isOn" BOOLEAN NOT NULL DEFAULT true,
    "countries" TEXT[],
    "tags" TEXT[],
    "collections" TEXT[],
    "atLeastMinor" BIGINT,
    "atMostMinor" BIGINT,

    CONSTRAINT "HoldRule_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "HoldRule_shopId_position_idx" ON "HoldRule"("shopId", "position");

-- CreateIndex
CREATE UNIQUE INDEX "HoldRule_shopId_id_key" ON "HoldRule"("shopId", "id");

-- AddForeignKey
ALTER TABLE "HoldRule" ADD CONSTRAINT "HoldRule_shopId_fkey" FOREIGN KEY ("shopId") REFERENCES "Shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "HoldRule" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "HoldRule" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "HoldRule" USING ("shopId" = current_setting('app.shop', true)) WITH CHECK ("shopId" = current_setting('app.shop', true));
