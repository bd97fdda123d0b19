-- CreateTable
CREATE TABLE "SweepRecovery" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "sweepId" UUID NOT NULL,
    "shopifyOrderId" TEXT NOT NULL,
    "orderName" TEXT NOT NULL,
    "finding" TEXT NOT NULL,
    "shopifyUpdatedAt" TIMESTAMP(3) NOT NULL,
    "foundAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "SweepRecovery_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "SweepRecovery_shopId_foundAt_idx" ON "SweepRecovery"("shopId", "foundAt");

-- CreateIndex
CREATE UNIQUE INDEX "SweepRecovery_shopId_id_key" ON "SweepRecovery"("shopId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "SweepRecovery_shopId_sweepId_shopifyOrderId_key" ON "SweepRecovery"("shopId", "sweepId", "shopifyOrderId");

-- CreateIndex
CREATE INDEX "InboxMessage_shopDomain_topic_receivedAt_idx" ON "InboxMessage"("shopDomain", "topic", "receivedAt");

-- AddForeignKey
ALTER TABLE "SweepRecovery" ADD CONSTRAINT "SweepRecovery_shopId_sweepId_fkey" FOREIGN KEY ("shopId", "sweepId") REFERENCES "OrderSweep"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "SweepRecovery" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "SweepRecovery" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "SweepRecovery" USING ("shopId" = current_setting('app.shop', true)) WITH CHECK ("shopId" = current_setting('app.shop', true));
