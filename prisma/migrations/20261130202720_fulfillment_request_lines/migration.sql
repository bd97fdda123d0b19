-- CreateEnum
CREATE TYPE "ModeSwitchKind" AS ENUM ('TO_SERVICE', 'TO_LOCATIONS');

-- CreateEnum
CREATE TYPE "ModeSwitchState" AS ENUM ('RUNNING', 'DONE');

-- CreateEnum
CREATE TYPE "StockedVariantState" AS ENUM ('WAITING', 'CHANGING', 'DONE', 'REFUSED');

-- CreateTable
CREATE TABLE "FulfillmentRequestLine" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "requestId" UUID NOT NULL,
    "lineItemId" UUID NOT NULL,
    "fulfillmentOrderLineId" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,

    CONSTRAINT "FulfillmentRequestLine_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ModeSwitch" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "kind" "ModeSwitchKind" NOT NULL,
    "state" "ModeSwitchState" NOT NULL,
    "startedAt" TIMESTAMP(3) NOT NULL,
    "startedBy" TEXT NOT NULL,
    "finishedAt" TIMESTAMP(3),

    CONSTRAINT "ModeSwitch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StockedVariant" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "switchId" UUID NOT NULL,
    "shopifyVariantId" TEXT NOT NULL,
    "inventoryItemId" TEXT,
    "state" "StockedVariantState" NOT NULL DEFAULT 'WAITING',
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "levelsBefore" JSONB,
    "costBefore" TEXT,
    "costAfter" TEXT,
    "reasonCode" TEXT,
    "reasonParams" JSONB,
    "changedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "StockedVariant_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "FulfillmentRequestLine_shopId_lineItemId_idx" ON "FulfillmentRequestLine"("shopId", "lineItemId");

-- CreateIndex
CREATE UNIQUE INDEX "FulfillmentRequestLine_shopId_id_key" ON "FulfillmentRequestLine"("shopId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "FulfillmentRequestLine_shopId_requestId_lineItemId_key" ON "FulfillmentRequestLine"("shopId", "requestId", "lineItemId");

-- CreateIndex
CREATE INDEX "ModeSwitch_shopId_startedAt_idx" ON "ModeSwitch"("shopId", "startedAt");

-- CreateIndex
CREATE UNIQUE INDEX "ModeSwitch_shopId_id_key" ON "ModeSwitch"("shopId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "StockedVariant_shopId_id_key" ON "StockedVariant"("shopId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "StockedVariant_shopId_switchId_shopifyVariantId_key" ON "StockedVariant"("shopId", "switchId", "shopifyVariantId");

-- AddForeignKey
ALTER TABLE "FulfillmentRequestLine" ADD CONSTRAINT "FulfillmentRequestLine_shopId_requestId_fkey" FOREIGN KEY ("shopId", "requestId") REFERENCES "FulfillmentRequest"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ModeSwitch" ADD CONSTRAINT "ModeSwitch_shopId_fkey" FOREIGN KEY ("shopId") REFERENCES "Shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StockedVariant" ADD CONSTRAINT "StockedVariant_shopId_switchId_fkey" FOREIGN KEY ("shopId", "switchId") REFERENCES "ModeSwitch"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "FulfillmentRequestLine" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "FulfillmentRequestLine" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "FulfillmentRequestLine" USING ("shopId" = current_setting('app.shop', true)) WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "ModeSwitch" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "ModeSwitch" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "ModeSwitch" USING ("shopId" = current_setting('app.shop', true)) WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "StockedVariant" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "StockedVariant" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "StockedVariant" USING ("shopId" = current_setting('app.shop', true)) WITH CHECK ("shopId" = current_setting('app.shop', true));
