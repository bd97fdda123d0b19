-- CreateEnum
CREATE TYPE "RetentionPhase" AS ENUM ('ORDERS', 'MESSAGES', 'WEBHOOKS', 'FILES');

-- AlterTable
ALTER TABLE "MerchantSettings" ADD COLUMN     "keepsFilesDays" INTEGER NOT NULL DEFAULT 90,
ADD COLUMN     "keepsInboxDays" INTEGER NOT NULL DEFAULT 30,
ALTER COLUMN "keepsMessagesDays" SET DEFAULT 90,
ALTER COLUMN "keepsAddressesDays" SET DEFAULT 180;

-- CreateTable
CREATE TABLE "RetentionRun" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "startedAt" TIMESTAMP(3) NOT NULL,
    "finishedAt" TIMESTAMP(3),
    "phase" "RetentionPhase" NOT NULL DEFAULT 'ORDERS',
    "afterId" UUID,
    "orders" INTEGER NOT NULL DEFAULT 0,
    "messages" INTEGER NOT NULL DEFAULT 0,
    "webhooks" INTEGER NOT NULL DEFAULT 0,
    "files" INTEGER NOT NULL DEFAULT 0,
    "stays" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "RetentionRun_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "RetentionRun_shopId_startedAt_idx" ON "RetentionRun"("shopId", "startedAt");

-- CreateIndex
CREATE UNIQUE INDEX "RetentionRun_shopId_id_key" ON "RetentionRun"("shopId", "id");

-- CreateIndex
CREATE INDEX "Disclosure_shopId_at_idx" ON "Disclosure"("shopId", "at");

-- AddForeignKey
ALTER TABLE "RetentionRun" ADD CONSTRAINT "RetentionRun_shopId_fkey" FOREIGN KEY ("shopId") REFERENCES "Shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "RetentionRun" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "RetentionRun" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "RetentionRun" USING ("shopId" = current_setting('app.shop', true)) WITH CHECK ("shopId" = current_setting('app.shop', true));

-- Nobody could choose a period yet: whoever has the first ones gets the shorter ones. The owner is held to the policies
-- too, and they know no shop here.
ALTER TABLE "MerchantSettings" NO FORCE ROW LEVEL SECURITY;
UPDATE "MerchantSettings" SET "keepsMessagesDays" = 90 WHERE "keepsMessagesDays" = 180;
UPDATE "MerchantSettings" SET "keepsAddressesDays" = 180 WHERE "keepsAddressesDays" = 730;
ALTER TABLE "MerchantSettings" FORCE ROW LEVEL SECURITY;

-- What still has a body, in the order in which it came: emptied messages are not looked at again.
CREATE INDEX "Message_bodies_idx" ON "Message" ("shopId", "id") WHERE "request" IS NOT NULL OR "response" IS NOT NULL;
