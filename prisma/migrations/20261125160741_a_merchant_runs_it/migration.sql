-- CreateEnum
CREATE TYPE "BulkActionKind" AS ENUM ('SEND', 'HOLD', 'RELEASE', 'ASSIGN', 'RETRY_PROBLEMS');

-- CreateEnum
CREATE TYPE "OfferImportState" AS ENUM ('UPLOADED', 'RUNNING', 'DONE', 'FAILED', 'UNDONE');

-- CreateEnum
CREATE TYPE "RowOutcome" AS ENUM ('CREATED', 'UPDATED', 'UNCHANGED', 'REFUSED');

-- CreateEnum
CREATE TYPE "SupplierMailKind" AS ENUM ('ORDER', 'REMINDER', 'TEST');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "SupplierOrderState" ADD VALUE 'TO_HAND_OVER';
ALTER TYPE "SupplierOrderState" ADD VALUE 'SENT';

-- AlterTable
ALTER TABLE "MerchantSettings" ADD COLUMN     "conflictsCheckedAt" TIMESTAMP(3),
ADD COLUMN     "guideDismissedAt" TIMESTAMP(3),
ADD COLUMN     "mailCheckedAt" TIMESTAMP(3),
ADD COLUMN     "mailDkimSeen" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "mailFromAddress" TEXT,
ADD COLUMN     "mailFromName" TEXT,
ADD COLUMN     "mailReplyTo" TEXT,
ADD COLUMN     "mailSpfSeen" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "sellsOwnGoods" BOOLEAN,
ADD COLUMN     "sellsSuppliedGoods" BOOLEAN,
ADD COLUMN     "showsParcelsToCustomers" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "stockFreshHours" INTEGER NOT NULL DEFAULT 72,
ADD COLUMN     "testOrderId" TEXT;

-- AlterTable
ALTER TABLE "Variant" ADD COLUMN     "collections" TEXT[],
ADD COLUMN     "optionValues" TEXT[],
ADD COLUMN     "productTags" TEXT[];

-- AlterTable
ALTER TABLE "Order" ADD COLUMN     "chosenSupplierId" UUID,
ADD COLUMN     "heldByMerchantAt" TIMESTAMP(3),
ADD COLUMN     "heldByMerchantBy" TEXT,
ADD COLUMN     "heldByMerchantNote" TEXT,
ADD COLUMN     "tags" TEXT[];

-- AlterTable
ALTER TABLE "Supplier" ADD COLUMN     "builtIn" TEXT,
ADD COLUMN     "mostReminders" INTEGER NOT NULL DEFAULT 2,
ADD COLUMN     "remindAfterHours" INTEGER NOT NULL DEFAULT 24,
ADD COLUMN     "sendsAutomatically" BOOLEAN NOT NULL DEFAULT true;

-- AlterTable
ALTER TABLE "SupplierOrder" ADD COLUMN     "batchId" UUID;

-- CreateTable
CREATE TABLE "SavedView" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "page" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "createdBy" TEXT NOT NULL,

    CONSTRAINT "SavedView_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BulkAction" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "kind" "BulkActionKind" NOT NULL,
    "params" JSONB NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "createdBy" TEXT NOT NULL,
    "finishedAt" TIMESTAMP(3),
    "undoneAt" TIMESTAMP(3),

    CONSTRAINT "BulkAction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BulkActionItem" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "bulkActionId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "subjectId" UUID NOT NULL,
    "doneAt" TIMESTAMP(3),
    "code" TEXT,
    "params" JSONB,
    "before" JSONB,

    CONSTRAINT "BulkActionItem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SupplierSheetColumn" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "supplierId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "header" TEXT NOT NULL,
    "field" TEXT NOT NULL,
    "fixedText" TEXT,

    CONSTRAINT "SupplierSheetColumn_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SupplierText" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "supplierId" UUID NOT NULL,
    "place" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "SupplierText_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OfferImport" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "fileName" TEXT NOT NULL,
    "file" BYTEA NOT NULL,
    "state" "OfferImportState" NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "createdBy" TEXT NOT NULL,
    "startedAt" TIMESTAMP(3),
    "finishedAt" TIMESTAMP(3),
    "undoneAt" TIMESTAMP(3),
    "encoding" TEXT,
    "delimiter" TEXT,
    "notices" JSONB NOT NULL DEFAULT '[]',
    "headers" TEXT[],
    "fields" TEXT[],
    "supplierId" UUID,
    "totalRows" INTEGER NOT NULL,
    "doneRows" INTEGER NOT NULL DEFAULT 0,
    "created" INTEGER NOT NULL DEFAULT 0,
    "updated" INTEGER NOT NULL DEFAULT 0,
    "unchanged" INTEGER NOT NULL DEFAULT 0,
    "refused" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "OfferImport_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OfferImportRow" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "importId" UUID NOT NULL,
    "rowNumber" INTEGER NOT NULL,
    "outcome" "RowOutcome" NOT NULL,
    "code" TEXT,
    "params" JSONB,
    "offerId" UUID,
    "before" JSONB,

    CONSTRAINT "OfferImportRow_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ImportColumn" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "header" TEXT NOT NULL,
    "field" TEXT NOT NULL,

    CONSTRAINT "ImportColumn_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RoutingRuleSetting" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "rule" TEXT NOT NULL,
    "isOn" BOOLEAN NOT NULL DEFAULT true,
    "supplierId" UUID,
    "countries" TEXT[],
    "tags" TEXT[],
    "collections" TEXT[],
    "atLeastMinor" BIGINT,
    "atMostMinor" BIGINT,

    CONSTRAINT "RoutingRuleSetting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AutomationRule" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "isOn" BOOLEAN NOT NULL DEFAULT true,
    "sends" BOOLEAN NOT NULL,
    "supplierId" UUID,
    "countries" TEXT[],
    "tags" TEXT[],
    "collections" TEXT[],
    "atLeastMinor" BIGINT,
    "atMostMinor" BIGINT,

    CONSTRAINT "AutomationRule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SupplierBatch" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "supplierId" UUID NOT NULL,
    "day" DATE NOT NULL,
    "number" INTEGER NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "handedOverAt" TIMESTAMP(3),
    "handedOverBy" TEXT,
    "handedOverAs" TEXT,

    CONSTRAINT "SupplierBatch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SupplierLink" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "supplierId" UUID NOT NULL,
    "supplierOrderId" UUID,
    "batchId" UUID,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "revokedAt" TIMESTAMP(3),
    "firstOpenedAt" TIMESTAMP(3),
    "lastOpenedAt" TIMESTAMP(3),

    CONSTRAINT "SupplierLink_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SupplierMail" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "supplierId" UUID NOT NULL,
    "supplierOrderId" UUID,
    "kind" "SupplierMailKind" NOT NULL,
    "toAddress" TEXT NOT NULL,
    "messageIdHeader" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "bouncedAt" TIMESTAMP(3),
    "bounceCode" TEXT,
    "bounceText" TEXT,

    CONSTRAINT "SupplierMail_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "SavedView_shopId_id_key" ON "SavedView"("shopId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "SavedView_shopId_page_name_key" ON "SavedView"("shopId", "page", "name");

-- CreateIndex
CREATE INDEX "BulkAction_shopId_createdAt_idx" ON "BulkAction"("shopId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "BulkAction_shopId_id_key" ON "BulkAction"("shopId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "BulkActionItem_shopId_id_key" ON "BulkActionItem"("shopId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "BulkActionItem_shopId_bulkActionId_position_key" ON "BulkActionItem"("shopId", "bulkActionId", "position");

-- CreateIndex
CREATE UNIQUE INDEX "SupplierSheetColumn_shopId_id_key" ON "SupplierSheetColumn"("shopId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "SupplierSheetColumn_shopId_supplierId_position_key" ON "SupplierSheetColumn"("shopId", "supplierId", "position");

-- CreateIndex
CREATE UNIQUE INDEX "SupplierText_shopId_id_key" ON "SupplierText"("shopId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "SupplierText_shopId_supplierId_place_language_key" ON "SupplierText"("shopId", "supplierId", "place", "language");

-- CreateIndex
CREATE INDEX "OfferImport_shopId_createdAt_idx" ON "OfferImport"("shopId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "OfferImport_shopId_id_key" ON "OfferImport"("shopId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "OfferImportRow_shopId_id_key" ON "OfferImportRow"("shopId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "OfferImportRow_shopId_importId_rowNumber_key" ON "OfferImportRow"("shopId", "importId", "rowNumber");

-- CreateIndex
CREATE UNIQUE INDEX "ImportColumn_shopId_id_key" ON "ImportColumn"("shopId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "ImportColumn_shopId_purpose_header_key" ON "ImportColumn"("shopId", "purpose", "header");

-- CreateIndex
CREATE INDEX "RoutingRuleSetting_shopId_position_idx" ON "RoutingRuleSetting"("shopId", "position");

-- CreateIndex
CREATE UNIQUE INDEX "RoutingRuleSetting_shopId_id_key" ON "RoutingRuleSetting"("shopId", "id");

-- CreateIndex
CREATE INDEX "AutomationRule_shopId_position_idx" ON "AutomationRule"("shopId", "position");

-- CreateIndex
CREATE UNIQUE INDEX "AutomationRule_shopId_id_key" ON "AutomationRule"("shopId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "SupplierBatch_shopId_id_key" ON "SupplierBatch"("shopId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "SupplierBatch_shopId_supplierId_day_number_key" ON "SupplierBatch"("shopId", "supplierId", "day", "number");

-- CreateIndex
CREATE INDEX "SupplierLink_shopId_supplierOrderId_idx" ON "SupplierLink"("shopId", "supplierOrderId");

-- CreateIndex
CREATE UNIQUE INDEX "SupplierLink_shopId_id_key" ON "SupplierLink"("shopId", "id");

-- CreateIndex
CREATE INDEX "SupplierMail_shopId_supplierOrderId_at_idx" ON "SupplierMail"("shopId", "supplierOrderId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "SupplierMail_shopId_id_key" ON "SupplierMail"("shopId", "id");

-- CreateIndex
CREATE INDEX "SupplierOrder_shopId_batchId_idx" ON "SupplierOrder"("shopId", "batchId");

-- AddForeignKey
ALTER TABLE "SavedView" ADD CONSTRAINT "SavedView_shopId_fkey" FOREIGN KEY ("shopId") REFERENCES "Shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BulkAction" ADD CONSTRAINT "BulkAction_shopId_fkey" FOREIGN KEY ("shopId") REFERENCES "Shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BulkActionItem" ADD CONSTRAINT "BulkActionItem_shopId_bulkActionId_fkey" FOREIGN KEY ("shopId", "bulkActionId") REFERENCES "BulkAction"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SupplierSheetColumn" ADD CONSTRAINT "SupplierSheetColumn_shopId_supplierId_fkey" FOREIGN KEY ("shopId", "supplierId") REFERENCES "Supplier"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SupplierText" ADD CONSTRAINT "SupplierText_shopId_supplierId_fkey" FOREIGN KEY ("shopId", "supplierId") REFERENCES "Supplier"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OfferImport" ADD CONSTRAINT "OfferImport_shopId_fkey" FOREIGN KEY ("shopId") REFERENCES "Shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OfferImportRow" ADD CONSTRAINT "OfferImportRow_shopId_importId_fkey" FOREIGN KEY ("shopId", "importId") REFERENCES "OfferImport"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImportColumn" ADD CONSTRAINT "ImportColumn_shopId_fkey" FOREIGN KEY ("shopId") REFERENCES "Shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoutingRuleSetting" ADD CONSTRAINT "RoutingRuleSetting_shopId_fkey" FOREIGN KEY ("shopId") REFERENCES "Shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AutomationRule" ADD CONSTRAINT "AutomationRule_shopId_fkey" FOREIGN KEY ("shopId") REFERENCES "Shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SupplierOrder" ADD CONSTRAINT "SupplierOrder_shopId_batchId_fkey" FOREIGN KEY ("shopId", "batchId") REFERENCES "SupplierBatch"("shopId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SupplierBatch" ADD CONSTRAINT "SupplierBatch_shopId_supplierId_fkey" FOREIGN KEY ("shopId", "supplierId") REFERENCES "Supplier"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SupplierLink" ADD CONSTRAINT "SupplierLink_shopId_supplierId_fkey" FOREIGN KEY ("shopId", "supplierId") REFERENCES "Supplier"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SupplierLink" ADD CONSTRAINT "SupplierLink_shopId_supplierOrderId_fkey" FOREIGN KEY ("shopId", "supplierOrderId") REFERENCES "SupplierOrder"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SupplierLink" ADD CONSTRAINT "SupplierLink_shopId_batchId_fkey" FOREIGN KEY ("shopId", "batchId") REFERENCES "SupplierBatch"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SupplierMail" ADD CONSTRAINT "SupplierMail_shopId_supplierId_fkey" FOREIGN KEY ("shopId", "supplierId") REFERENCES "Supplier"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SupplierMail" ADD CONSTRAINT "SupplierMail_shopId_supplierOrderId_fkey" FOREIGN KEY ("shopId", "supplierOrderId") REFERENCES "SupplierOrder"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "SavedView" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "SavedView" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "SavedView" USING ("shopId" = current_setting('app.shop', true)) WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "BulkAction" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "BulkAction" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "BulkAction" USING ("shopId" = current_setting('app.shop', true)) WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "BulkActionItem" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "BulkActionItem" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "BulkActionItem" USING ("shopId" = current_setting('app.shop', true)) WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "SupplierSheetColumn" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "SupplierSheetColumn" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "SupplierSheetColumn" USING ("shopId" = current_setting('app.shop', true)) WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "SupplierText" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "SupplierText" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "SupplierText" USING ("shopId" = current_setting('app.shop', true)) WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "OfferImport" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "OfferImport" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "OfferImport" USING ("shopId" = current_setting('app.shop', true)) WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "OfferImportRow" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "OfferImportRow" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "OfferImportRow" USING ("shopId" = current_setting('app.shop', true)) WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "ImportColumn" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "ImportColumn" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "ImportColumn" USING ("shopId" = current_setting('app.shop', true)) WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "RoutingRuleSetting" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "RoutingRuleSetting" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "RoutingRuleSetting" USING ("shopId" = current_setting('app.shop', true)) WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "AutomationRule" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "AutomationRule" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "AutomationRule" USING ("shopId" = current_setting('app.shop', true)) WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "SupplierBatch" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "SupplierBatch" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "SupplierBatch" USING ("shopId" = current_setting('app.shop', true)) WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "SupplierLink" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "SupplierLink" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "SupplierLink" USING ("shopId" = current_setting('app.shop', true)) WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "SupplierMail" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "SupplierMail" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "SupplierMail" USING ("shopId" = current_setting('app.shop', true)) WITH CHECK ("shopId" = current_setting('app.shop', true));
