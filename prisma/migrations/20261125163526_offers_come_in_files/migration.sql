-- AlterTable
ALTER TABLE "OfferImport" ADD COLUMN     "currency" TEXT;

-- AlterTable
ALTER TABLE "OfferImportRow" ADD COLUMN     "after" JSONB,
ADD COLUMN     "cells" TEXT[];
