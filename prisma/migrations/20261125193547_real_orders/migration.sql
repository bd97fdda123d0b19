-- CreateEnum
CREATE TYPE "HoldOwner" AS ENUM ('MERCHANT', 'CUSTOMER', 'SUPPLIER', 'SHOPIFY', 'DAIFA');

-- CreateEnum
CREATE TYPE "FulfillmentRequestKind" AS ENUM ('FULFILLMENT', 'CANCELLATION');

-- CreateEnum
CREATE TYPE "FulfillmentRequestState" AS ENUM ('OPEN', 'ANSWERING', 'UNKNOWN', 'ACCEPTED', 'REJECTED', 'GONE');

-- CreateEnum
CREATE TYPE "ChangeKind" AS ENUM ('RECALL', 'FEWER', 'RECEIVER');

-- CreateEnum
CREATE TYPE "ChangeState" AS ENUM ('OPEN', 'SENDING', 'ASKED', 'UNKNOWN', 'ACCEPTED', 'REFUSED', 'TOO_LATE', 'WITHDRAWN');

-- AlterEnum

-- AlterEnum
ALTER TYPE "SupplierMailKind" ADD VALUE 'CHANGE';

-- AlterTable
ALTER TABLE "Shop" ADD COLUMN     "subscriptionFindings" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "subscriptionsCheckedAt" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "PrivacyTask" ADD COLUMN     "downloadedAt" TIMESTAMP(3),
ADD COLUMN     "downloadedBy" TEXT,
ADD COLUMN     "dueAt" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "MerchantSettings" ADD COLUMN     "changeAnswerHours" INTEGER NOT NULL DEFAULT 24,
ADD COLUMN     "duplicateWindowHours" INTEGER NOT NULL DEFAULT 24,
ADD COLUMN     "editWindowMinutes" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "fulfillmentLocationId" TEXT,
ADD COLUMN     "fulfillmentModeChangedAt" TIMESTAMP(3),
ADD COLUMN     "fulfillmentServiceId" TEXT,
ADD COLUMN     "holdsHighRisk" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "holdsMediumRisk" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "keepsAddressesDays" INTEGER NOT NULL DEFAULT 730,
ADD COLUMN     "keepsMessagesDays" INTEGER NOT NULL DEFAULT 180,
ADD COLUMN     "marginFloorBasisPoints" INTEGER,
ADD COLUMN     "priceCeilingMinor" BIGINT,
ADD COLUMN     "requestsAutomatically" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "writesCost" BOOLEAN NOT NULL DEFAULT true;

-- AlterTable
ALTER TABLE "Variant" ADD COLUMN     "costWrittenAt" TIMESTAMP(3),
ADD COLUMN     "costWrittenMinor" BIGINT,
ADD COLUMN     "shopifyInventoryItemId" TEXT,
ADD COLUMN     "stockedByService" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "Order" ADD COLUMN     "companyName" TEXT,
ADD COLUMN     "missingSince" TIMESTAMP(3),
ADD COLUMN     "paymentGateways" TEXT[],
ADD COLUMN     "paymentTerms" TEXT,
ADD COLUMN     "riskFacts" TEXT[],
ADD COLUMN     "riskLevel" TEXT,
ADD COLUMN     "riskRecommendation" TEXT,
ADD COLUMN     "riskSeenAt" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "Fulfillment" ADD COLUMN     "cancelledAt" TIMESTAMP(3);

-- CreateTable
CREATE TABLE "OrderHold" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "orderId" UUID NOT NULL,
    "lineItemId" UUID,
    "code" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "owner" "HoldOwner" NOT NULL,
    "sinceAt" TIMESTAMP(3) NOT NULL,
    "openKey" TEXT,
    "endedAt" TIMESTAMP(3),
    "releasedAt" TIMESTAMP(3),
    "releasedBy" TEXT,

    CONSTRAINT "OrderHold_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OrderDispute" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "orderId" UUID NOT NULL,
    "shopifyDisputeId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "openedAt" TIMESTAMP(3),
    "changedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "OrderDispute_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DetailsLink" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "orderId" UUID NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "createdBy" TEXT NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "revokedAt" TIMESTAMP(3),
    "firstOpenedAt" TIMESTAMP(3),
    "answeredAt" TIMESTAMP(3),
    "answered" TEXT[],

    CONSTRAINT "DetailsLink_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OrderSweep" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "startedAt" TIMESTAMP(3) NOT NULL,
    "finishedAt" TIMESTAMP(3),
    "fromAt" TIMESTAMP(3) NOT NULL,
    "untilAt" TIMESTAMP(3),
    "seen" INTEGER NOT NULL DEFAULT 0,
    "recovered" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "OrderSweep_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FulfillmentRequest" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "orderId" UUID NOT NULL,
    "fulfillmentOrderId" TEXT NOT NULL,
    "kind" "FulfillmentRequestKind" NOT NULL,
    "state" "FulfillmentRequestState" NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "requestedAt" TIMESTAMP(3) NOT NULL,
    "seenAt" TIMESTAMP(3) NOT NULL,
    "answeredAt" TIMESTAMP(3),
    "message" TEXT,
    "isAutomatic" BOOLEAN NOT NULL DEFAULT false,
    "reasonCode" TEXT,
    "reasonParams" JSONB,
    "closedAt" TIMESTAMP(3),
    "wasCompleted" BOOLEAN,

    CONSTRAINT "FulfillmentRequest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ServiceCallback" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "status" INTEGER NOT NULL,

    CONSTRAINT "ServiceCallback_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ChangeRequest" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "orderId" UUID NOT NULL,
    "supplierOrderId" UUID NOT NULL,
    "kind" "ChangeKind" NOT NULL,
    "state" "ChangeState" NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "number" INTEGER NOT NULL,
    "idempotencyKey" TEXT NOT NULL,
    "reasonCode" TEXT NOT NULL,
    "reasonParams" JSONB NOT NULL,
    "difference" JSONB NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "createdBy" TEXT NOT NULL,
    "askedAt" TIMESTAMP(3),
    "deadlineAt" TIMESTAMP(3),
    "answeredAt" TIMESTAMP(3),
    "answeredBy" TEXT,
    "answerCode" TEXT,
    "answerParams" JSONB,

    CONSTRAINT "ChangeRequest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Disclosure" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "orderId" UUID NOT NULL,
    "supplierOrderId" UUID,
    "supplierId" UUID NOT NULL,
    "supplierName" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "channel" TEXT NOT NULL,
    "kinds" TEXT[],

    CONSTRAINT "Disclosure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OutsideFulfillment" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "orderId" UUID NOT NULL,
    "shopifyFulfillmentId" TEXT NOT NULL,
    "name" TEXT,
    "status" TEXT NOT NULL,
    "trackingNumbers" TEXT[],
    "company" TEXT,
    "service" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "seenAt" TIMESTAMP(3) NOT NULL,
    "cancelledAt" TIMESTAMP(3),

    CONSTRAINT "OutsideFulfillment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OutsideFulfillmentLine" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "outsideFulfillmentId" UUID NOT NULL,
    "lineItemId" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,

    CONSTRAINT "OutsideFulfillmentLine_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "OrderHold_shopId_orderId_idx" ON "OrderHold"("shopId", "orderId");

-- CreateIndex
CREATE INDEX "OrderHold_shopId_endedAt_code_sinceAt_idx" ON "OrderHold"("shopId", "endedAt", "code", "sinceAt");

-- CreateIndex
CREATE UNIQUE INDEX "OrderHold_shopId_id_key" ON "OrderHold"("shopId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "OrderHold_shopId_openKey_key" ON "OrderHold"("shopId", "openKey");

-- CreateIndex
CREATE INDEX "OrderDispute_shopId_orderId_idx" ON "OrderDispute"("shopId", "orderId");

-- CreateIndex
CREATE UNIQUE INDEX "OrderDispute_shopId_id_key" ON "OrderDispute"("shopId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "OrderDispute_shopId_shopifyDisputeId_key" ON "OrderDispute"("shopId", "shopifyDisputeId");

-- CreateIndex
CREATE INDEX "DetailsLink_shopId_orderId_idx" ON "DetailsLink"("shopId", "orderId");

-- CreateIndex
CREATE UNIQUE INDEX "DetailsLink_shopId_id_key" ON "DetailsLink"("shopId", "id");

-- CreateIndex
CREATE INDEX "OrderSweep_shopId_startedAt_idx" ON "OrderSweep"("shopId", "startedAt");

-- CreateIndex
CREATE UNIQUE INDEX "OrderSweep_shopId_id_key" ON "OrderSweep"("shopId", "id");

-- CreateIndex
CREATE INDEX "FulfillmentRequest_shopId_state_requestedAt_idx" ON "FulfillmentRequest"("shopId", "state", "requestedAt");

-- CreateIndex
CREATE INDEX "FulfillmentRequest_shopId_orderId_idx" ON "FulfillmentRequest"("shopId", "orderId");

-- CreateIndex
CREATE UNIQUE INDEX "FulfillmentRequest_shopId_id_key" ON "FulfillmentRequest"("shopId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "FulfillmentRequest_shopId_fulfillmentOrderId_kind_requested_key" ON "FulfillmentRequest"("shopId", "fulfillmentOrderId", "kind", "requestedAt");

-- CreateIndex
CREATE INDEX "ServiceCallback_shopId_at_idx" ON "ServiceCallback"("shopId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "ServiceCallback_shopId_id_key" ON "ServiceCallback"("shopId", "id");

-- CreateIndex
CREATE INDEX "ChangeRequest_shopId_state_deadlineAt_idx" ON "ChangeRequest"("shopId", "state", "deadlineAt");

-- CreateIndex
CREATE INDEX "ChangeRequest_shopId_orderId_idx" ON "ChangeRequest"("shopId", "orderId");

-- CreateIndex
CREATE UNIQUE INDEX "ChangeRequest_shopId_id_key" ON "ChangeRequest"("shopId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "ChangeRequest_shopId_supplierOrderId_number_key" ON "ChangeRequest"("shopId", "supplierOrderId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "ChangeRequest_idempotencyKey_key" ON "ChangeRequest"("idempotencyKey");

-- CreateIndex
CREATE INDEX "Disclosure_shopId_orderId_idx" ON "Disclosure"("shopId", "orderId");

-- CreateIndex
CREATE INDEX "Disclosure_shopId_supplierId_at_idx" ON "Disclosure"("shopId", "supplierId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "Disclosure_shopId_id_key" ON "Disclosure"("shopId", "id");

-- CreateIndex
CREATE INDEX "OutsideFulfillment_shopId_orderId_idx" ON "OutsideFulfillment"("shopId", "orderId");

-- CreateIndex
CREATE UNIQUE INDEX "OutsideFulfillment_shopId_id_key" ON "OutsideFulfillment"("shopId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "OutsideFulfillment_shopId_shopifyFulfillmentId_key" ON "OutsideFulfillment"("shopId", "shopifyFulfillmentId");

-- CreateIndex
CREATE UNIQUE INDEX "OutsideFulfillmentLine_shopId_id_key" ON "OutsideFulfillmentLine"("shopId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "OutsideFulfillmentLine_shopId_outsideFulfillmentId_lineItem_key" ON "OutsideFulfillmentLine"("shopId", "outsideFulfillmentId", "lineItemId");

-- AddForeignKey
ALTER TABLE "OrderHold" ADD CONSTRAINT "OrderHold_shopId_orderId_fkey" FOREIGN KEY ("shopId", "orderId") REFERENCES "Order"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrderDispute" ADD CONSTRAINT "OrderDispute_shopId_orderId_fkey" FOREIGN KEY ("shopId", "orderId") REFERENCES "Order"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DetailsLink" ADD CONSTRAINT "DetailsLink_shopId_orderId_fkey" FOREIGN KEY ("shopId", "orderId") REFERENCES "Order"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrderSweep" ADD CONSTRAINT "OrderSweep_shopId_fkey" FOREIGN KEY ("shopId") REFERENCES "Shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FulfillmentRequest" ADD CONSTRAINT "FulfillmentRequest_shopId_orderId_fkey" FOREIGN KEY ("shopId", "orderId") REFERENCES "Order"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ServiceCallback" ADD CONSTRAINT "ServiceCallback_shopId_fkey" FOREIGN KEY ("shopId") REFERENCES "Shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChangeRequest" ADD CONSTRAINT "ChangeRequest_shopId_orderId_fkey" FOREIGN KEY ("shopId", "orderId") REFERENCES "Order"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChangeRequest" ADD CONSTRAINT "ChangeRequest_shopId_supplierOrderId_fkey" FOREIGN KEY ("shopId", "supplierOrderId") REFERENCES "SupplierOrder"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Disclosure" ADD CONSTRAINT "Disclosure_shopId_orderId_fkey" FOREIGN KEY ("shopId", "orderId") REFERENCES "Order"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OutsideFulfillment" ADD CONSTRAINT "OutsideFulfillment_shopId_orderId_fkey" FOREIGN KEY ("shopId", "orderId") REFERENCES "Order"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OutsideFulfillmentLine" ADD CONSTRAINT "OutsideFulfillmentLine_shopId_outsideFulfillmentId_fkey" FOREIGN KEY ("shopId", "outsideFulfillmentId") REFERENCES "OutsideFulfillment"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "OrderHold" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "OrderHold" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "OrderHold" USING ("shopId" = current_setting('app.shop', true)) WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "OrderDispute" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "OrderDispute" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "OrderDispute" USING ("shopId" = current_setting('app.shop', true)) WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "DetailsLink" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "DetailsLink" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "DetailsLink" USING ("shopId" = current_setting('app.shop', true)) WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "OrderSweep" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "OrderSweep" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "OrderSweep" USING ("shopId" = current_setting('app.shop', true)) WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "FulfillmentRequest" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "FulfillmentRequest" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "FulfillmentRequest" USING ("shopId" = current_setting('app.shop', true)) WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "ServiceCallback" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "ServiceCallback" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "ServiceCallback" USING ("shopId" = current_setting('app.shop', true)) WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "ChangeRequest" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "ChangeRequest" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "ChangeRequest" USING ("shopId" = current_setting('app.shop', true)) WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "Disclosure" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "Disclosure" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "Disclosure" USING ("shopId" = current_setting('app.shop', true)) WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "OutsideFulfillment" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "OutsideFulfillment" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "OutsideFulfillment" USING ("shopId" = current_setting('app.shop', true)) WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "OutsideFulfillmentLine" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "OutsideFulfillmentLine" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "OutsideFulfillmentLine" USING ("shopId" = current_setting('app.shop', true)) WITH CHECK ("shopId" = current_setting('app.shop', true));
