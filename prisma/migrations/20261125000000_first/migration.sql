-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "ActorKind" AS ENUM ('SYSTEM', 'STAFF', 'SHOPIFY', 'SUPPLIER', 'CARRIER');

-- CreateEnum
CREATE TYPE "MessageDirection" AS ENUM ('IN', 'OUT');

-- CreateEnum
CREATE TYPE "MessageChannel" AS ENUM ('SHOPIFY_WEBHOOK', 'SHOPIFY_ADMIN', 'SUPPLIER', 'CARRIER');

-- CreateEnum
CREATE TYPE "WhoActs" AS ENUM ('MERCHANT', 'SUPPLIER', 'SHOPIFY', 'DAIFA');

-- CreateEnum
CREATE TYPE "PrivacyTopic" AS ENUM ('CUSTOMERS_DATA_REQUEST', 'CUSTOMERS_REDACT', 'SHOP_REDACT');

-- CreateEnum
CREATE TYPE "SendingMode" AS ENUM ('REVIEW', 'LIVE');

-- CreateEnum
CREATE TYPE "FulfillmentMode" AS ENUM ('SHOP_LOCATION', 'FULFILLMENT_SERVICE');

-- CreateEnum
CREATE TYPE "CargoAttribute" AS ENUM ('GENERAL', 'BATTERY_BUILT_IN', 'BATTERY_PACKED_WITH', 'BATTERY_ONLY', 'LIQUID', 'POWDER', 'PASTE', 'MAGNETIC', 'BLADE', 'CUSTOMS_PROHIBITED', 'IMITATION_BRAND');

-- CreateEnum
CREATE TYPE "FinancialStatus" AS ENUM ('AUTHORIZED', 'EXPIRED', 'PAID', 'PARTIALLY_PAID', 'PARTIALLY_REFUNDED', 'PENDING', 'REFUNDED', 'VOIDED', 'UNKNOWN');

-- CreateEnum
CREATE TYPE "AllocationState" AS ENUM ('NOT_OURS', 'WAITING', 'WITH_SUPPLIER', 'SHIPPED', 'CANCELLED', 'NEEDS_YOU');

-- CreateEnum
CREATE TYPE "SupplierKind" AS ENUM ('FACTORY', 'AGENT', 'WHOLESALER', 'SELF');

-- CreateEnum
CREATE TYPE "UndeliverableChoice" AS ENUM ('RETURN', 'DESTROY', 'ABANDON');

-- CreateEnum
CREATE TYPE "LabelBuyer" AS ENUM ('SUPPLIER', 'MERCHANT');

-- CreateEnum
CREATE TYPE "SupplierOrderState" AS ENUM ('DRAFT', 'SENDING', 'ACCEPTED', 'REFUSED', 'UNKNOWN', 'PARTLY_SHIPPED', 'SHIPPED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "PaymentState" AS ENUM ('NOT_REQUIRED', 'REQUIRED', 'DUE', 'PAID', 'FAILED');

-- CreateEnum
CREATE TYPE "FulfillmentState" AS ENUM ('PLANNED', 'SENDING', 'CREATED', 'UNKNOWN', 'WAITING');

-- CreateTable
CREATE TABLE "Shop" (
    "id" TEXT NOT NULL,
    "domain" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "timeZone" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "brandName" TEXT,
    "installedAt" TIMESTAMP(3) NOT NULL,
    "uninstalledAt" TIMESTAMP(3),
    "redactedAt" TIMESTAMP(3),
    "grantedScopes" TEXT[],
    "ordersSweptUntil" TIMESTAMP(3),

    CONSTRAINT "Shop_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL,
    "shop" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "isOnline" BOOLEAN NOT NULL DEFAULT false,
    "scope" TEXT,
    "expires" TIMESTAMP(3),
    "accessToken" TEXT NOT NULL,
    "userId" BIGINT,
    "firstName" TEXT,
    "lastName" TEXT,
    "email" TEXT,
    "accountOwner" BOOLEAN NOT NULL DEFAULT false,
    "locale" TEXT,
    "collaborator" BOOLEAN DEFAULT false,
    "emailVerified" BOOLEAN DEFAULT false,
    "refreshToken" TEXT,
    "refreshTokenExpires" TIMESTAMP(3),

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "InboxMessage" (
    "id" UUID NOT NULL,
    "shopDomain" TEXT NOT NULL,
    "webhookId" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "apiVersion" TEXT NOT NULL,
    "eventId" TEXT,
    "triggeredAt" TEXT,
    "receivedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "body" BYTEA NOT NULL,
    "handledAt" TIMESTAMP(3),

    CONSTRAINT "InboxMessage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Activity" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "subjectId" UUID NOT NULL,
    "orderId" UUID,
    "at" TIMESTAMP(3) NOT NULL,
    "actor" "ActorKind" NOT NULL,
    "actorName" TEXT,
    "code" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "messageId" UUID,

    CONSTRAINT "Activity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Message" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "direction" "MessageDirection" NOT NULL,
    "channel" "MessageChannel" NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "title" TEXT NOT NULL,
    "orderId" UUID,
    "supplierOrderId" UUID,
    "parcelId" UUID,
    "request" BYTEA,
    "response" BYTEA,
    "status" INTEGER,
    "redactedAt" TIMESTAMP(3),

    CONSTRAINT "Message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Problem" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "openKey" TEXT,
    "code" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "whoActs" "WhoActs" NOT NULL,
    "orderId" UUID,
    "lineItemId" UUID,
    "supplierOrderId" UUID,
    "parcelId" UUID,
    "variantId" TEXT,
    "retryStep" TEXT,
    "retryInput" JSONB,
    "openedAt" TIMESTAMP(3) NOT NULL,
    "resolvedAt" TIMESTAMP(3),
    "resolvedBy" TEXT,

    CONSTRAINT "Problem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PrivacyTask" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "topic" "PrivacyTopic" NOT NULL,
    "inboxMessageId" UUID NOT NULL,
    "shopifyOrderIds" TEXT[],
    "receivedAt" TIMESTAMP(3) NOT NULL,
    "doneAt" TIMESTAMP(3),
    "ordersFound" INTEGER,
    "file" BYTEA,

    CONSTRAINT "PrivacyTask_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MerchantSettings" (
    "shopId" TEXT NOT NULL,
    "sendingMode" "SendingMode" NOT NULL DEFAULT 'REVIEW',
    "wentLiveAt" TIMESTAMP(3),
    "sendFromOrderNumber" INTEGER,
    "fulfillmentMode" "FulfillmentMode" NOT NULL DEFAULT 'SHOP_LOCATION',
    "notifyCustomer" BOOLEAN NOT NULL DEFAULT true,
    "language" TEXT,
    "trackingTokenSealed" TEXT,
    "iossNumber" TEXT,
    "vatNumber" TEXT,
    "eoriNumber" TEXT,
    "senderName" TEXT,
    "senderCompany" TEXT,
    "senderPhone" TEXT,
    "senderAddress1" TEXT,
    "senderCity" TEXT,
    "senderProvince" TEXT,
    "senderPostalCode" TEXT,
    "senderCountryCode" TEXT,
    "packingInstructionsEn" TEXT,
    "packingInstructionsZh" TEXT,

    CONSTRAINT "MerchantSettings_pkey" PRIMARY KEY ("shopId")
);

-- CreateTable
CREATE TABLE "ExchangeRate" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "fromCurrency" TEXT NOT NULL,
    "toCurrency" TEXT NOT NULL,
    "rate" DECIMAL(24,12) NOT NULL,
    "quotedOn" DATE NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "ExchangeRate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Variant" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "shopifyVariantId" TEXT NOT NULL,
    "shopifyProductId" TEXT,
    "sku" TEXT,
    "barcode" TEXT,
    "productTitle" TEXT NOT NULL,
    "variantTitle" TEXT,
    "imageUrl" TEXT,
    "isOwnGoods" BOOLEAN NOT NULL DEFAULT false,
    "missingSince" TIMESTAMP(3),
    "seenAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Variant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CustomsProfile" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "variantId" UUID NOT NULL,
    "nameZh" TEXT,
    "nameEn" TEXT,
    "hsCode" TEXT,
    "originCountryCode" TEXT,
    "unitValueMinor" BIGINT,
    "unitValueCurrency" TEXT,
    "unitWeightGrams" INTEGER,
    "material" TEXT,
    "intendedUse" TEXT,
    "productLink" TEXT,
    "cargoAttributes" "CargoAttribute"[],
    "manufacturer" TEXT,
    "euResponsiblePerson" TEXT,
    "safetyWarnings" TEXT,

    CONSTRAINT "CustomsProfile_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CustomsCode" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "customsProfileId" UUID NOT NULL,
    "countryCode" TEXT NOT NULL,
    "hsCode" TEXT NOT NULL,

    CONSTRAINT "CustomsCode_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CustomsDocument" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "customsProfileId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "url" TEXT NOT NULL,

    CONSTRAINT "CustomsDocument_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Order" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "shopifyOrderId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "orderNumber" INTEGER NOT NULL,
    "placedAt" TIMESTAMP(3) NOT NULL,
    "shopifyUpdatedAt" TIMESTAMP(3) NOT NULL,
    "importedAt" TIMESTAMP(3) NOT NULL,
    "confirmedAt" TIMESTAMP(3),
    "confirmedUnits" INTEGER,
    "financialStatus" "FinancialStatus" NOT NULL,
    "cancelledAt" TIMESTAMP(3),
    "cancelReason" TEXT,
    "isTest" BOOLEAN NOT NULL,
    "currency" TEXT NOT NULL,
    "presentmentCurrency" TEXT NOT NULL,
    "totalMinor" BIGINT NOT NULL,
    "totalPresentmentMinor" BIGINT NOT NULL,
    "email" TEXT,
    "phone" TEXT,
    "customerLocale" TEXT,
    "note" TEXT,
    "poNumber" TEXT,
    "deliveryMethodType" TEXT,
    "deliveryTitle" TEXT,
    "deliveryCode" TEXT,
    "deliveryPriceMinor" BIGINT,
    "deliveryPriceCurrency" TEXT,
    "deliveryInstructions" TEXT,
    "dutiesIncluded" BOOLEAN,
    "dutiesMinor" BIGINT,
    "dutiesCurrency" TEXT,
    "sourceName" TEXT,
    "landingSite" TEXT,
    "referringSite" TEXT,
    "utmSource" TEXT,
    "utmMedium" TEXT,
    "utmCampaign" TEXT,
    "holdCode" TEXT,
    "holdParams" JSONB,
    "rawMessageId" UUID,
    "redactedAt" TIMESTAMP(3),

    CONSTRAINT "Order_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OrderAddress" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "orderId" UUID NOT NULL,
    "name" TEXT,
    "firstName" TEXT,
    "lastName" TEXT,
    "company" TEXT,
    "line1" TEXT,
    "line2" TEXT,
    "houseNumber" TEXT,
    "street" TEXT,
    "district" TEXT,
    "city" TEXT,
    "province" TEXT,
    "provinceCode" TEXT,
    "postalCode" TEXT,
    "countryCode" TEXT,
    "countryName" TEXT,
    "phone" TEXT,
    "phoneE164" TEXT,
    "phoneSource" TEXT,
    "email" TEXT,
    "latinName" TEXT,
    "latinLine1" TEXT,
    "latinLine2" TEXT,
    "latinCity" TEXT,
    "latinProvince" TEXT,
    "raw" TEXT,
    "redactedAt" TIMESTAMP(3),

    CONSTRAINT "OrderAddress_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BuyerIdentity" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "orderId" UUID NOT NULL,
    "countryCode" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "valueSealed" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "redactedAt" TIMESTAMP(3),

    CONSTRAINT "BuyerIdentity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OrderAttribute" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "orderId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "OrderAttribute_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OrderDiscountCode" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "orderId" UUID NOT NULL,
    "code" TEXT NOT NULL,

    CONSTRAINT "OrderDiscountCode_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LineItem" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "orderId" UUID NOT NULL,
    "shopifyLineItemId" TEXT NOT NULL,
    "shopifyVariantId" TEXT,
    "shopifyProductId" TEXT,
    "position" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "variantTitle" TEXT,
    "sku" TEXT,
    "quantity" INTEGER NOT NULL,
    "currentQuantity" INTEGER NOT NULL,
    "requiresShipping" BOOLEAN NOT NULL,
    "isGiftCard" BOOLEAN NOT NULL,
    "unitPriceMinor" BIGINT NOT NULL,
    "unitPricePresentmentMinor" BIGINT NOT NULL,
    "unitWeightGrams" INTEGER,

    CONSTRAINT "LineItem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LineItemProperty" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "lineItemId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "LineItemProperty_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Allocation" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "orderId" UUID NOT NULL,
    "lineItemId" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,
    "state" "AllocationState" NOT NULL,
    "reasonCode" TEXT,
    "reasonParams" JSONB,
    "supplierOrderLineId" UUID,
    "parcelLineId" UUID,
    "changedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Allocation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OrderCheck" (
    "orderId" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "checkedAt" TIMESTAMP(3) NOT NULL,
    "balanced" BOOLEAN NOT NULL,
    "paidUnits" INTEGER NOT NULL,
    "notOurs" INTEGER NOT NULL,
    "waiting" INTEGER NOT NULL,
    "withSupplier" INTEGER NOT NULL,
    "shipped" INTEGER NOT NULL,
    "cancelled" INTEGER NOT NULL,
    "needsYou" INTEGER NOT NULL,
    "findings" JSONB NOT NULL,

    CONSTRAINT "OrderCheck_pkey" PRIMARY KEY ("orderId")
);

-- CreateTable
CREATE TABLE "Supplier" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "SupplierKind" NOT NULL,
    "connector" TEXT NOT NULL,
    "connectorSettings" JSONB NOT NULL,
    "credentialsSealed" TEXT,
    "isActive" BOOLEAN NOT NULL DEFAULT true,
    "contactName" TEXT,
    "contactEmail" TEXT,
    "contactPhone" TEXT,
    "contactWechat" TEXT,
    "locale" TEXT NOT NULL,
    "timeZone" TEXT NOT NULL,
    "workingDays" INTEGER[],
    "cutOffMinute" INTEGER,
    "leadTimeDays" INTEGER,
    "capacityPerDay" INTEGER,
    "minimumOrderMinor" BIGINT,
    "minimumOrderCurrency" TEXT,
    "shipsBlind" BOOLEAN NOT NULL DEFAULT true,
    "ifUndeliverable" "UndeliverableChoice" NOT NULL DEFAULT 'RETURN',
    "returnName" TEXT,
    "returnPhone" TEXT,
    "returnAddress1" TEXT,
    "returnCity" TEXT,
    "returnProvince" TEXT,
    "returnPostalCode" TEXT,
    "returnCountryCode" TEXT,
    "shipsFromCountryCode" TEXT,
    "labelBuyer" "LabelBuyer" NOT NULL DEFAULT 'SUPPLIER',
    "mayHaveIoss" BOOLEAN NOT NULL DEFAULT false,
    "incoterm" TEXT,
    "paymentTerms" TEXT,
    "paymentMethod" TEXT,
    "pricesIncludeTax" BOOLEAN NOT NULL DEFAULT false,
    "invoiceWanted" BOOLEAN NOT NULL DEFAULT false,
    "invoiceTitle" TEXT,
    "hidesEmail" BOOLEAN NOT NULL DEFAULT true,
    "hidesPhone" BOOLEAN NOT NULL DEFAULT false,
    "hidesPrices" BOOLEAN NOT NULL DEFAULT true,
    "addressLimit" INTEGER,
    "noteLimit" INTEGER,
    "nameLimit" INTEGER,
    "shipmentsCursor" TEXT,
    "shipmentsPolledAt" TIMESTAMP(3),

    CONSTRAINT "Supplier_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SupplierClosure" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "supplierId" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "lastOrderOn" DATE,
    "closedFrom" DATE NOT NULL,
    "reopensOn" DATE NOT NULL,

    CONSTRAINT "SupplierClosure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SupplierChannel" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "supplierId" UUID NOT NULL,
    "deliveryTitle" TEXT NOT NULL,
    "channel" TEXT NOT NULL,

    CONSTRAINT "SupplierChannel_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SupplierForbiddenCarrier" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "supplierId" UUID NOT NULL,
    "carrier" TEXT NOT NULL,

    CONSTRAINT "SupplierForbiddenCarrier_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Offer" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "supplierId" UUID NOT NULL,
    "variantId" UUID NOT NULL,
    "itemId" TEXT NOT NULL,
    "specId" TEXT,
    "packRatio" INTEGER NOT NULL DEFAULT 1,
    "unitCostMinor" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "taxIncluded" BOOLEAN NOT NULL DEFAULT false,
    "stockQuantity" INTEGER,
    "stockSeenAt" TIMESTAMP(3),
    "leadTimeDays" INTEGER,
    "minimumQuantity" INTEGER,
    "shipsTo" TEXT[],
    "priority" INTEGER NOT NULL DEFAULT 0,
    "isActive" BOOLEAN NOT NULL DEFAULT true,
    "nameZh" TEXT,
    "imageUrl" TEXT,

    CONSTRAINT "Offer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OfferAttribute" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "offerId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "OfferAttribute_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RoutingPlan" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "orderId" UUID NOT NULL,
    "decidedAt" TIMESTAMP(3) NOT NULL,
    "rules" TEXT[],
    "ratesOn" DATE NOT NULL,

    CONSTRAINT "RoutingPlan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RoutingCandidate" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "planId" UUID NOT NULL,
    "lineItemId" UUID NOT NULL,
    "offerId" UUID,
    "supplierId" UUID,
    "supplierName" TEXT,
    "position" INTEGER NOT NULL,
    "taken" BOOLEAN NOT NULL,
    "quantity" INTEGER NOT NULL,
    "costMinor" BIGINT,
    "costCurrency" TEXT,
    "rateUsed" DECIMAL(24,12),
    "rateOn" DATE,
    "reasons" JSONB NOT NULL,

    CONSTRAINT "RoutingCandidate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SupplierOrder" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "orderId" UUID NOT NULL,
    "supplierId" UUID NOT NULL,
    "state" "SupplierOrderState" NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "releasedAt" TIMESTAMP(3),
    "releasedBy" TEXT,
    "reasonCode" TEXT,
    "reasonParams" JSONB,
    "reference" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "idempotencyKey" TEXT NOT NULL,
    "shopBrand" TEXT NOT NULL,
    "orderName" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "createdTimeZone" TEXT NOT NULL,
    "shipBy" TIMESTAMP(3),
    "isTest" BOOLEAN NOT NULL,
    "deliveryTitle" TEXT,
    "deliveryCode" TEXT,
    "supplierChannel" TEXT,
    "forbiddenCarriers" TEXT[],
    "wantsSignature" BOOLEAN NOT NULL DEFAULT false,
    "insuredMinor" BIGINT,
    "insuredCurrency" TEXT,
    "cashOnDeliveryMinor" BIGINT,
    "cashOnDeliveryCurrency" TEXT,
    "shipsFromCountryCode" TEXT,
    "labelBuyer" "LabelBuyer" NOT NULL DEFAULT 'SUPPLIER',
    "incoterm" TEXT,
    "dutyPaidBy" TEXT,
    "iossNumber" TEXT,
    "vatNumber" TEXT,
    "eoriNumber" TEXT,
    "exportReason" TEXT,
    "declaredMinor" BIGINT,
    "declaredCurrency" TEXT,
    "weightGrams" INTEGER,
    "lengthMm" INTEGER,
    "widthMm" INTEGER,
    "heightMm" INTEGER,
    "packingInstructionsEn" TEXT,
    "packingInstructionsZh" TEXT,
    "inserts" TEXT,
    "packingSlipWanted" BOOLEAN NOT NULL DEFAULT false,
    "packingSlipLanguage" TEXT,
    "noPricesInParcel" BOOLEAN NOT NULL DEFAULT true,
    "giftMessage" TEXT,
    "labelFileUrl" TEXT,
    "photoWanted" BOOLEAN NOT NULL DEFAULT false,
    "currency" TEXT NOT NULL,
    "goodsMinor" BIGINT NOT NULL,
    "taxIncluded" BOOLEAN NOT NULL DEFAULT false,
    "freightMinor" BIGINT,
    "freightToBeTold" BOOLEAN NOT NULL DEFAULT true,
    "feesMinor" BIGINT,
    "discountMinor" BIGINT,
    "totalMinor" BIGINT NOT NULL,
    "exchangeRate" DECIMAL(24,12),
    "exchangeRateOn" DATE,
    "paymentTerms" TEXT,
    "paymentState" "PaymentState" NOT NULL DEFAULT 'REQUIRED',
    "paymentMethod" TEXT,
    "paymentDueOn" DATE,
    "invoiceWanted" BOOLEAN NOT NULL DEFAULT false,
    "invoiceTitle" TEXT,
    "supplierReference" TEXT,
    "acknowledgedAt" TIMESTAMP(3),
    "acknowledgedCostMinor" BIGINT,
    "acknowledgedCostCurrency" TEXT,
    "paidAt" TIMESTAMP(3),
    "photoUrl" TEXT,
    "sentAt" TIMESTAMP(3),

    CONSTRAINT "SupplierOrder_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SupplierOrderLine" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "supplierOrderId" UUID NOT NULL,
    "lineItemId" UUID NOT NULL,
    "offerId" UUID,
    "position" INTEGER NOT NULL,
    "lineReference" TEXT NOT NULL,
    "itemId" TEXT NOT NULL,
    "specId" TEXT,
    "nameZh" TEXT,
    "titleEn" TEXT NOT NULL,
    "sku" TEXT,
    "imageUrl" TEXT,
    "quantity" INTEGER NOT NULL,
    "packRatio" INTEGER NOT NULL,
    "packs" INTEGER NOT NULL,
    "unitCostMinor" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "note" TEXT,
    "customsNameZh" TEXT,
    "customsNameEn" TEXT,
    "hsCode" TEXT,
    "originCountryCode" TEXT,
    "declaredUnitMinor" BIGINT,
    "declaredCurrency" TEXT,
    "unitWeightGrams" INTEGER,
    "material" TEXT,
    "intendedUse" TEXT,
    "cargoAttributes" "CargoAttribute"[],
    "customsDocumentUrl" TEXT,
    "productLink" TEXT,
    "answer" TEXT,
    "answerCode" TEXT,
    "answerParams" JSONB,
    "expectedOn" DATE,
    "changedUnitCostMinor" BIGINT,

    CONSTRAINT "SupplierOrderLine_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SupplierOrderLineAttribute" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "supplierOrderLineId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "SupplierOrderLineAttribute_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SupplierOrderLineProperty" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "supplierOrderLineId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "SupplierOrderLineProperty_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SupplierOrderReceiver" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "supplierOrderId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "firstName" TEXT,
    "lastName" TEXT,
    "company" TEXT,
    "line1" TEXT NOT NULL,
    "line2" TEXT,
    "houseNumber" TEXT,
    "street" TEXT,
    "district" TEXT,
    "city" TEXT,
    "province" TEXT,
    "provinceCode" TEXT,
    "postalCode" TEXT,
    "countryCode" TEXT NOT NULL,
    "countryName" TEXT,
    "phone" TEXT,
    "phoneE164" TEXT,
    "email" TEXT,
    "latinName" TEXT,
    "latinLine1" TEXT,
    "latinLine2" TEXT,
    "latinCity" TEXT,
    "latinProvince" TEXT,
    "oneLine" TEXT,
    "redactedAt" TIMESTAMP(3),

    CONSTRAINT "SupplierOrderReceiver_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SupplierOrderSender" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "supplierOrderId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "phone" TEXT,
    "address1" TEXT,
    "city" TEXT,
    "province" TEXT,
    "postalCode" TEXT,
    "countryCode" TEXT,
    "isBlind" BOOLEAN NOT NULL,
    "ifUndeliverable" "UndeliverableChoice" NOT NULL,
    "returnName" TEXT,
    "returnPhone" TEXT,
    "returnAddress1" TEXT,
    "returnCity" TEXT,
    "returnProvince" TEXT,
    "returnPostalCode" TEXT,
    "returnCountryCode" TEXT,

    CONSTRAINT "SupplierOrderSender_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SupplierOrderIdentity" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "supplierOrderId" UUID NOT NULL,
    "countryCode" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "valueSealed" TEXT NOT NULL,
    "redactedAt" TIMESTAMP(3),

    CONSTRAINT "SupplierOrderIdentity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SupplierOrderChange" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "supplierOrderId" UUID NOT NULL,
    "fromState" "SupplierOrderState",
    "toState" "SupplierOrderState" NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "attempt" INTEGER NOT NULL,
    "reasonCode" TEXT,
    "reasonParams" JSONB,

    CONSTRAINT "SupplierOrderChange_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Shipment" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "supplierOrderId" UUID NOT NULL,
    "shipmentReference" TEXT NOT NULL,
    "shippedAt" TIMESTAMP(3) NOT NULL,
    "recordedAt" TIMESTAMP(3) NOT NULL,
    "noticeMessageId" UUID,

    CONSTRAINT "Shipment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Parcel" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "shipmentId" UUID NOT NULL,
    "orderId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "trackingNumber" TEXT NOT NULL,
    "carrier" TEXT,
    "company" TEXT NOT NULL,
    "trackingUrl" TEXT,
    "firstLegNumber" TEXT,
    "lastMileNumber" TEXT,
    "lastMileCarrier" TEXT,
    "weightGrams" INTEGER,
    "photoUrl" TEXT,
    "followedSince" TIMESTAMP(3),
    "nextFollowAt" TIMESTAMP(3),
    "deliveredAt" TIMESTAMP(3),

    CONSTRAINT "Parcel_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ParcelLine" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "parcelId" UUID NOT NULL,
    "supplierOrderLineId" UUID NOT NULL,
    "lineItemId" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,

    CONSTRAINT "ParcelLine_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Fulfillment" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "orderId" UUID NOT NULL,
    "parcelId" UUID NOT NULL,
    "state" "FulfillmentState" NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "shopifyFulfillmentId" TEXT,
    "name" TEXT,
    "notifyCustomer" BOOLEAN NOT NULL,
    "reasonCode" TEXT,
    "reasonParams" JSONB,
    "plannedAt" TIMESTAMP(3) NOT NULL,
    "createdAt" TIMESTAMP(3),

    CONSTRAINT "Fulfillment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ParcelEvent" (
    "id" UUID NOT NULL,
    "shopId" TEXT NOT NULL,
    "parcelId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "happenedAt" TIMESTAMP(3) NOT NULL,
    "description" TEXT NOT NULL,
    "location" TEXT,
    "city" TEXT,
    "countryCode" TEXT,
    "providerCode" TEXT NOT NULL,
    "recordedAt" TIMESTAMP(3) NOT NULL,
    "postingSince" TIMESTAMP(3),
    "postedAt" TIMESTAMP(3),
    "shopifyEventId" TEXT,

    CONSTRAINT "ParcelEvent_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Shop_domain_key" ON "Shop"("domain");

-- CreateIndex
CREATE INDEX "Session_shop_idx" ON "Session"("shop");

-- CreateIndex
CREATE INDEX "InboxMessage_receivedAt_idx" ON "InboxMessage"("receivedAt");

-- CreateIndex
CREATE UNIQUE INDEX "InboxMessage_shopDomain_webhookId_key" ON "InboxMessage"("shopDomain", "webhookId");

-- CreateIndex
CREATE INDEX "Activity_shopId_orderId_at_idx" ON "Activity"("shopId", "orderId", "at");

-- CreateIndex
CREATE INDEX "Activity_shopId_subject_subjectId_at_idx" ON "Activity"("shopId", "subject", "subjectId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "Activity_shopId_id_key" ON "Activity"("shopId", "id");

-- CreateIndex
CREATE INDEX "Message_shopId_orderId_at_idx" ON "Message"("shopId", "orderId", "at");

-- CreateIndex
CREATE INDEX "Message_shopId_supplierOrderId_at_idx" ON "Message"("shopId", "supplierOrderId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "Message_shopId_id_key" ON "Message"("shopId", "id");

-- CreateIndex
CREATE INDEX "Problem_shopId_resolvedAt_openedAt_idx" ON "Problem"("shopId", "resolvedAt", "openedAt");

-- CreateIndex
CREATE INDEX "Problem_shopId_orderId_idx" ON "Problem"("shopId", "orderId");

-- CreateIndex
CREATE UNIQUE INDEX "Problem_shopId_id_key" ON "Problem"("shopId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Problem_shopId_openKey_key" ON "Problem"("shopId", "openKey");

-- CreateIndex
CREATE UNIQUE INDEX "PrivacyTask_shopId_id_key" ON "PrivacyTask"("shopId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "PrivacyTask_shopId_inboxMessageId_key" ON "PrivacyTask"("shopId", "inboxMessageId");

-- CreateIndex
CREATE UNIQUE INDEX "ExchangeRate_shopId_id_key" ON "ExchangeRate"("shopId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "ExchangeRate_shopId_fromCurrency_toCurrency_quotedOn_key" ON "ExchangeRate"("shopId", "fromCurrency", "toCurrency", "quotedOn");

-- CreateIndex
CREATE INDEX "Variant_shopId_sku_idx" ON "Variant"("shopId", "sku");

-- CreateIndex
CREATE UNIQUE INDEX "Variant_shopId_id_key" ON "Variant"("shopId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Variant_shopId_shopifyVariantId_key" ON "Variant"("shopId", "shopifyVariantId");

-- CreateIndex
CREATE UNIQUE INDEX "CustomsProfile_shopId_id_key" ON "CustomsProfile"("shopId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "CustomsProfile_shopId_variantId_key" ON "CustomsProfile"("shopId", "variantId");

-- CreateIndex
CREATE UNIQUE INDEX "CustomsCode_shopId_id_key" ON "CustomsCode"("shopId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "CustomsCode_shopId_customsProfileId_countryCode_key" ON "CustomsCode"("shopId", "customsProfileId", "countryCode");

-- CreateIndex
CREATE UNIQUE INDEX "CustomsDocument_shopId_id_key" ON "CustomsDocument"("shopId", "id");

-- CreateIndex
CREATE INDEX "Order_shopId_placedAt_idx" ON "Order"("shopId", "placedAt");

-- CreateIndex
CREATE UNIQUE INDEX "Order_shopId_id_key" ON "Order"("shopId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Order_shopId_shopifyOrderId_key" ON "Order"("shopId", "shopifyOrderId");

-- CreateIndex
CREATE UNIQUE INDEX "OrderAddress_shopId_id_key" ON "OrderAddress"("shopId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "OrderAddress_shopId_orderId_key" ON "OrderAddress"("shopId", "orderId");

-- CreateIndex
CREATE UNIQUE INDEX "BuyerIdentity_shopId_id_key" ON "BuyerIdentity"("shopId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "BuyerIdentity_shopId_orderId_kind_key" ON "BuyerIdentity"("shopId", "orderId", "kind");

-- CreateIndex
CREATE UNIQUE INDEX "OrderAttribute_shopId_id_key" ON "OrderAttribute"("shopId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "OrderDiscountCode_shopId_id_key" ON "OrderDiscountCode"("shopId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "LineItem_shopId_id_key" ON "LineItem"("shopId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "LineItem_shopId_orderId_shopifyLineItemId_key" ON "LineItem"("shopId", "orderId", "shopifyLineItemId");

-- CreateIndex
CREATE UNIQUE INDEX "LineItemProperty_shopId_id_key" ON "LineItemProperty"("shopId", "id");

-- CreateIndex
CREATE INDEX "Allocation_shopId_orderId_idx" ON "Allocation"("shopId", "orderId");

-- CreateIndex
CREATE INDEX "Allocation_shopId_state_idx" ON "Allocation"("shopId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "Allocation_shopId_id_key" ON "Allocation"("shopId", "id");

-- CreateIndex
CREATE INDEX "OrderCheck_shopId_balanced_idx" ON "OrderCheck"("shopId", "balanced");

-- CreateIndex
CREATE UNIQUE INDEX "OrderCheck_shopId_orderId_key" ON "OrderCheck"("shopId", "orderId");

-- CreateIndex
CREATE UNIQUE INDEX "Supplier_shopId_id_key" ON "Supplier"("shopId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Supplier_shopId_name_key" ON "Supplier"("shopId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "SupplierClosure_shopId_id_key" ON "SupplierClosure"("shopId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "SupplierChannel_shopId_id_key" ON "SupplierChannel"("shopId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "SupplierChannel_shopId_supplierId_deliveryTitle_key" ON "SupplierChannel"("shopId", "supplierId", "deliveryTitle");

-- CreateIndex
CREATE UNIQUE INDEX "SupplierForbiddenCarrier_shopId_id_key" ON "SupplierForbiddenCarrier"("shopId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "SupplierForbiddenCarrier_shopId_supplierId_carrier_key" ON "SupplierForbiddenCarrier"("shopId", "supplierId", "carrier");

-- CreateIndex
CREATE INDEX "Offer_shopId_variantId_idx" ON "Offer"("shopId", "variantId");

-- CreateIndex
CREATE UNIQUE INDEX "Offer_shopId_id_key" ON "Offer"("shopId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "OfferAttribute_shopId_id_key" ON "OfferAttribute"("shopId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "OfferAttribute_shopId_offerId_name_key" ON "OfferAttribute"("shopId", "offerId", "name");

-- CreateIndex
CREATE INDEX "RoutingPlan_shopId_orderId_idx" ON "RoutingPlan"("shopId", "orderId");

-- CreateIndex
CREATE UNIQUE INDEX "RoutingPlan_shopId_id_key" ON "RoutingPlan"("shopId", "id");

-- CreateIndex
CREATE INDEX "RoutingCandidate_shopId_planId_idx" ON "RoutingCandidate"("shopId", "planId");

-- CreateIndex
CREATE UNIQUE INDEX "RoutingCandidate_shopId_id_key" ON "RoutingCandidate"("shopId", "id");

-- CreateIndex
CREATE INDEX "SupplierOrder_shopId_orderId_idx" ON "SupplierOrder"("shopId", "orderId");

-- CreateIndex
CREATE INDEX "SupplierOrder_shopId_supplierId_state_idx" ON "SupplierOrder"("shopId", "supplierId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "SupplierOrder_shopId_id_key" ON "SupplierOrder"("shopId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "SupplierOrder_reference_key" ON "SupplierOrder"("reference");

-- CreateIndex
CREATE UNIQUE INDEX "SupplierOrder_idempotencyKey_key" ON "SupplierOrder"("idempotencyKey");

-- CreateIndex
CREATE UNIQUE INDEX "SupplierOrderLine_shopId_id_key" ON "SupplierOrderLine"("shopId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "SupplierOrderLine_shopId_supplierOrderId_lineReference_key" ON "SupplierOrderLine"("shopId", "supplierOrderId", "lineReference");

-- CreateIndex
CREATE UNIQUE INDEX "SupplierOrderLineAttribute_shopId_id_key" ON "SupplierOrderLineAttribute"("shopId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "SupplierOrderLineProperty_shopId_id_key" ON "SupplierOrderLineProperty"("shopId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "SupplierOrderReceiver_shopId_id_key" ON "SupplierOrderReceiver"("shopId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "SupplierOrderReceiver_shopId_supplierOrderId_key" ON "SupplierOrderReceiver"("shopId", "supplierOrderId");

-- CreateIndex
CREATE UNIQUE INDEX "SupplierOrderSender_shopId_id_key" ON "SupplierOrderSender"("shopId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "SupplierOrderSender_shopId_supplierOrderId_key" ON "SupplierOrderSender"("shopId", "supplierOrderId");

-- CreateIndex
CREATE UNIQUE INDEX "SupplierOrderIdentity_shopId_id_key" ON "SupplierOrderIdentity"("shopId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "SupplierOrderIdentity_shopId_supplierOrderId_key" ON "SupplierOrderIdentity"("shopId", "supplierOrderId");

-- CreateIndex
CREATE INDEX "SupplierOrderChange_shopId_supplierOrderId_at_idx" ON "SupplierOrderChange"("shopId", "supplierOrderId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "SupplierOrderChange_shopId_id_key" ON "SupplierOrderChange"("shopId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Shipment_shopId_id_key" ON "Shipment"("shopId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Shipment_shopId_supplierOrderId_shipmentReference_key" ON "Shipment"("shopId", "supplierOrderId", "shipmentReference");

-- CreateIndex
CREATE INDEX "Parcel_shopId_trackingNumber_idx" ON "Parcel"("shopId", "trackingNumber");

-- CreateIndex
CREATE INDEX "Parcel_shopId_orderId_idx" ON "Parcel"("shopId", "orderId");

-- CreateIndex
CREATE UNIQUE INDEX "Parcel_shopId_id_key" ON "Parcel"("shopId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Parcel_shopId_shipmentId_position_key" ON "Parcel"("shopId", "shipmentId", "position");

-- CreateIndex
CREATE UNIQUE INDEX "ParcelLine_shopId_id_key" ON "ParcelLine"("shopId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "ParcelLine_shopId_parcelId_supplierOrderLineId_key" ON "ParcelLine"("shopId", "parcelId", "supplierOrderLineId");

-- CreateIndex
CREATE INDEX "Fulfillment_shopId_orderId_idx" ON "Fulfillment"("shopId", "orderId");

-- CreateIndex
CREATE INDEX "Fulfillment_shopId_state_idx" ON "Fulfillment"("shopId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "Fulfillment_shopId_id_key" ON "Fulfillment"("shopId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Fulfillment_shopId_parcelId_key" ON "Fulfillment"("shopId", "parcelId");

-- CreateIndex
CREATE UNIQUE INDEX "Fulfillment_shopId_shopifyFulfillmentId_key" ON "Fulfillment"("shopId", "shopifyFulfillmentId");

-- CreateIndex
CREATE INDEX "ParcelEvent_shopId_parcelId_happenedAt_idx" ON "ParcelEvent"("shopId", "parcelId", "happenedAt");

-- CreateIndex
CREATE UNIQUE INDEX "ParcelEvent_shopId_id_key" ON "ParcelEvent"("shopId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "ParcelEvent_shopId_parcelId_key_key" ON "ParcelEvent"("shopId", "parcelId", "key");

-- AddForeignKey
ALTER TABLE "Activity" ADD CONSTRAINT "Activity_shopId_fkey" FOREIGN KEY ("shopId") REFERENCES "Shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Message" ADD CONSTRAINT "Message_shopId_fkey" FOREIGN KEY ("shopId") REFERENCES "Shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Problem" ADD CONSTRAINT "Problem_shopId_fkey" FOREIGN KEY ("shopId") REFERENCES "Shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Problem" ADD CONSTRAINT "Problem_shopId_orderId_fkey" FOREIGN KEY ("shopId", "orderId") REFERENCES "Order"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PrivacyTask" ADD CONSTRAINT "PrivacyTask_shopId_fkey" FOREIGN KEY ("shopId") REFERENCES "Shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MerchantSettings" ADD CONSTRAINT "MerchantSettings_shopId_fkey" FOREIGN KEY ("shopId") REFERENCES "Shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ExchangeRate" ADD CONSTRAINT "ExchangeRate_shopId_fkey" FOREIGN KEY ("shopId") REFERENCES "Shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Variant" ADD CONSTRAINT "Variant_shopId_fkey" FOREIGN KEY ("shopId") REFERENCES "Shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CustomsProfile" ADD CONSTRAINT "CustomsProfile_shopId_variantId_fkey" FOREIGN KEY ("shopId", "variantId") REFERENCES "Variant"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CustomsCode" ADD CONSTRAINT "CustomsCode_shopId_customsProfileId_fkey" FOREIGN KEY ("shopId", "customsProfileId") REFERENCES "CustomsProfile"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CustomsDocument" ADD CONSTRAINT "CustomsDocument_shopId_customsProfileId_fkey" FOREIGN KEY ("shopId", "customsProfileId") REFERENCES "CustomsProfile"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Order" ADD CONSTRAINT "Order_shopId_fkey" FOREIGN KEY ("shopId") REFERENCES "Shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrderAddress" ADD CONSTRAINT "OrderAddress_shopId_orderId_fkey" FOREIGN KEY ("shopId", "orderId") REFERENCES "Order"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BuyerIdentity" ADD CONSTRAINT "BuyerIdentity_shopId_orderId_fkey" FOREIGN KEY ("shopId", "orderId") REFERENCES "Order"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrderAttribute" ADD CONSTRAINT "OrderAttribute_shopId_orderId_fkey" FOREIGN KEY ("shopId", "orderId") REFERENCES "Order"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrderDiscountCode" ADD CONSTRAINT "OrderDiscountCode_shopId_orderId_fkey" FOREIGN KEY ("shopId", "orderId") REFERENCES "Order"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LineItem" ADD CONSTRAINT "LineItem_shopId_orderId_fkey" FOREIGN KEY ("shopId", "orderId") REFERENCES "Order"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LineItemProperty" ADD CONSTRAINT "LineItemProperty_shopId_lineItemId_fkey" FOREIGN KEY ("shopId", "lineItemId") REFERENCES "LineItem"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Allocation" ADD CONSTRAINT "Allocation_shopId_orderId_fkey" FOREIGN KEY ("shopId", "orderId") REFERENCES "Order"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Allocation" ADD CONSTRAINT "Allocation_shopId_lineItemId_fkey" FOREIGN KEY ("shopId", "lineItemId") REFERENCES "LineItem"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Allocation" ADD CONSTRAINT "Allocation_shopId_supplierOrderLineId_fkey" FOREIGN KEY ("shopId", "supplierOrderLineId") REFERENCES "SupplierOrderLine"("shopId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Allocation" ADD CONSTRAINT "Allocation_shopId_parcelLineId_fkey" FOREIGN KEY ("shopId", "parcelLineId") REFERENCES "ParcelLine"("shopId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrderCheck" ADD CONSTRAINT "OrderCheck_shopId_orderId_fkey" FOREIGN KEY ("shopId", "orderId") REFERENCES "Order"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Supplier" ADD CONSTRAINT "Supplier_shopId_fkey" FOREIGN KEY ("shopId") REFERENCES "Shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SupplierClosure" ADD CONSTRAINT "SupplierClosure_shopId_supplierId_fkey" FOREIGN KEY ("shopId", "supplierId") REFERENCES "Supplier"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SupplierChannel" ADD CONSTRAINT "SupplierChannel_shopId_supplierId_fkey" FOREIGN KEY ("shopId", "supplierId") REFERENCES "Supplier"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SupplierForbiddenCarrier" ADD CONSTRAINT "SupplierForbiddenCarrier_shopId_supplierId_fkey" FOREIGN KEY ("shopId", "supplierId") REFERENCES "Supplier"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Offer" ADD CONSTRAINT "Offer_shopId_supplierId_fkey" FOREIGN KEY ("shopId", "supplierId") REFERENCES "Supplier"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Offer" ADD CONSTRAINT "Offer_shopId_variantId_fkey" FOREIGN KEY ("shopId", "variantId") REFERENCES "Variant"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OfferAttribute" ADD CONSTRAINT "OfferAttribute_shopId_offerId_fkey" FOREIGN KEY ("shopId", "offerId") REFERENCES "Offer"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoutingPlan" ADD CONSTRAINT "RoutingPlan_shopId_orderId_fkey" FOREIGN KEY ("shopId", "orderId") REFERENCES "Order"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoutingCandidate" ADD CONSTRAINT "RoutingCandidate_shopId_planId_fkey" FOREIGN KEY ("shopId", "planId") REFERENCES "RoutingPlan"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SupplierOrder" ADD CONSTRAINT "SupplierOrder_shopId_orderId_fkey" FOREIGN KEY ("shopId", "orderId") REFERENCES "Order"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SupplierOrder" ADD CONSTRAINT "SupplierOrder_shopId_supplierId_fkey" FOREIGN KEY ("shopId", "supplierId") REFERENCES "Supplier"("shopId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SupplierOrderLine" ADD CONSTRAINT "SupplierOrderLine_shopId_supplierOrderId_fkey" FOREIGN KEY ("shopId", "supplierOrderId") REFERENCES "SupplierOrder"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SupplierOrderLineAttribute" ADD CONSTRAINT "SupplierOrderLineAttribute_shopId_supplierOrderLineId_fkey" FOREIGN KEY ("shopId", "supplierOrderLineId") REFERENCES "SupplierOrderLine"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SupplierOrderLineProperty" ADD CONSTRAINT "SupplierOrderLineProperty_shopId_supplierOrderLineId_fkey" FOREIGN KEY ("shopId", "supplierOrderLineId") REFERENCES "SupplierOrderLine"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SupplierOrderReceiver" ADD CONSTRAINT "SupplierOrderReceiver_shopId_supplierOrderId_fkey" FOREIGN KEY ("shopId", "supplierOrderId") REFERENCES "SupplierOrder"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SupplierOrderSender" ADD CONSTRAINT "SupplierOrderSender_shopId_supplierOrderId_fkey" FOREIGN KEY ("shopId", "supplierOrderId") REFERENCES "SupplierOrder"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SupplierOrderIdentity" ADD CONSTRAINT "SupplierOrderIdentity_shopId_supplierOrderId_fkey" FOREIGN KEY ("shopId", "supplierOrderId") REFERENCES "SupplierOrder"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SupplierOrderChange" ADD CONSTRAINT "SupplierOrderChange_shopId_supplierOrderId_fkey" FOREIGN KEY ("shopId", "supplierOrderId") REFERENCES "SupplierOrder"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Shipment" ADD CONSTRAINT "Shipment_shopId_supplierOrderId_fkey" FOREIGN KEY ("shopId", "supplierOrderId") REFERENCES "SupplierOrder"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Parcel" ADD CONSTRAINT "Parcel_shopId_shipmentId_fkey" FOREIGN KEY ("shopId", "shipmentId") REFERENCES "Shipment"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ParcelLine" ADD CONSTRAINT "ParcelLine_shopId_parcelId_fkey" FOREIGN KEY ("shopId", "parcelId") REFERENCES "Parcel"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ParcelLine" ADD CONSTRAINT "ParcelLine_shopId_supplierOrderLineId_fkey" FOREIGN KEY ("shopId", "supplierOrderLineId") REFERENCES "SupplierOrderLine"("shopId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Fulfillment" ADD CONSTRAINT "Fulfillment_shopId_parcelId_fkey" FOREIGN KEY ("shopId", "parcelId") REFERENCES "Parcel"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ParcelEvent" ADD CONSTRAINT "ParcelEvent_shopId_parcelId_fkey" FOREIGN KEY ("shopId", "parcelId") REFERENCES "Parcel"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;


-- ───────── From here on written by hand: what the schema language cannot say ─────────

-- Deleting a shop cascades along several paths; a row that another path is about to delete must not stop it,
-- so these four are checked at commit.
ALTER TABLE "Allocation" ALTER CONSTRAINT "Allocation_shopId_supplierOrderLineId_fkey" DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "Allocation" ALTER CONSTRAINT "Allocation_shopId_parcelLineId_fkey" DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "SupplierOrder" ALTER CONSTRAINT "SupplierOrder_shopId_supplierId_fkey" DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "ParcelLine" ALTER CONSTRAINT "ParcelLine_shopId_supplierOrderLineId_fkey" DEFERRABLE INITIALLY DEFERRED;

-- Amounts are never negative, and one that has a currency of its own never stands without it.
DO $$
DECLARE
  amount record;
BEGIN
  FOR amount IN
    SELECT c.table_name, c.column_name, pair.column_name AS currency_column
    FROM information_schema.columns c
    LEFT JOIN information_schema.columns pair
      ON pair.table_schema = c.table_schema AND pair.table_name = c.table_name
      AND pair.column_name = regexp_replace(c.column_name, 'Minor$', 'Currency')
    WHERE c.table_schema = 'public' AND c.column_name LIKE '%Minor'
  LOOP
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I CHECK (%I >= 0)',
      amount.table_name, amount.table_name || '_' || amount.column_name || '_check', amount.column_name);
    IF amount.currency_column IS NOT NULL THEN
      EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I CHECK (%I IS NULL OR %I IS NOT NULL)',
        amount.table_name, amount.table_name || '_' || amount.currency_column || '_check',
        amount.column_name, amount.currency_column);
    END IF;
  END LOOP;
END
$$;

ALTER TABLE "Shop" ADD CONSTRAINT "Shop_id_check" CHECK ("id" <> '');
ALTER TABLE "LineItem" ADD CONSTRAINT "LineItem_quantity_check" CHECK ("quantity" >= 0 AND "currentQuantity" >= 0);
-- An allocation of nothing would count nothing and hide a mistake.
ALTER TABLE "Allocation" ADD CONSTRAINT "Allocation_quantity_check" CHECK ("quantity" > 0);
ALTER TABLE "ParcelLine" ADD CONSTRAINT "ParcelLine_quantity_check" CHECK ("quantity" > 0);
ALTER TABLE "RoutingCandidate" ADD CONSTRAINT "RoutingCandidate_quantity_check" CHECK ("quantity" >= 0);
ALTER TABLE "SupplierOrderLine" ADD CONSTRAINT "SupplierOrderLine_quantity_check"
  CHECK ("quantity" >= 0 AND "packs" >= 0 AND "packRatio" >= 1);
ALTER TABLE "Offer" ADD CONSTRAINT "Offer_packRatio_check" CHECK ("packRatio" >= 1);
ALTER TABLE "ExchangeRate" ADD CONSTRAINT "ExchangeRate_rate_check" CHECK ("rate" > 0);
ALTER TABLE "Supplier" ADD CONSTRAINT "Supplier_cutOffMinute_check" CHECK ("cutOffMinute" BETWEEN 0 AND 1439);
ALTER TABLE "OrderCheck" ADD CONSTRAINT "OrderCheck_units_check"
  CHECK (least("paidUnits", "notOurs", "waiting", "withSupplier", "shipped", "cancelled", "needsYou") >= 0);
-- Open problems carry their natural key, resolved ones give it back for the next time.
ALTER TABLE "Problem" ADD CONSTRAINT "Problem_openKey_check" CHECK (("openKey" IS NULL) = ("resolvedAt" IS NOT NULL));

-- A webhook is written once and read once, whole; compressing it would only cost time.
ALTER TABLE "InboxMessage" ALTER COLUMN "body" SET STORAGE EXTERNAL;

-- Roles belong to the server, not to the database: where they exist already (a managed server, the embedded
-- one), they are left as they are; a role made here cannot log in until an administrator says so.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'daifa_app') THEN
    CREATE ROLE daifa_app NOLOGIN NOSUPERUSER NOBYPASSRLS;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'daifa_boss') THEN
    CREATE ROLE daifa_boss NOLOGIN NOSUPERUSER NOBYPASSRLS;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = 'pgboss') THEN
    EXECUTE format('GRANT daifa_boss TO %I WITH SET TRUE', current_user);
    CREATE SCHEMA pgboss AUTHORIZATION daifa_boss;
  END IF;
END
$$;

GRANT USAGE ON SCHEMA public TO daifa_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO daifa_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO daifa_app;
REVOKE ALL ON "_prisma_migrations" FROM daifa_app;

-- Every table with a shop belongs to a tenant: without app.shop it shows nothing and takes nothing.
-- FORCE holds the owner to it too; a later data migration has to set app.shop for each shop.
DO $$
DECLARE
  tenant_table text;
BEGIN
  FOR tenant_table IN
    SELECT c.relname
    FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'shopId' AND NOT a.attisdropped
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format(
      'CREATE POLICY tenant ON %I USING ("shopId" = current_setting(''app.shop'', true)) WITH CHECK ("shopId" = current_setting(''app.shop'', true))',
      tenant_table);
  END LOOP;
END
$$;

-- The activity is append-only for the running app. What a redaction must take out of it goes through this
-- function of the owner: of one order of the current shop, only the named parameters stay.
REVOKE UPDATE, DELETE ON "Activity" FROM daifa_app;
CREATE FUNCTION redact_activity(redacted_order uuid, kept_params text[]) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  touched bigint;
BEGIN
  UPDATE public."Activity"
  SET "params" = coalesce(
    (SELECT jsonb_object_agg(entry.key, entry.value) FROM jsonb_each("params") entry WHERE entry.key = ANY (kept_params)),
    '{}'::jsonb)
  WHERE "orderId" = redacted_order;
  GET DIAGNOSTICS touched = ROW_COUNT;
  RETURN touched;
END
$$;
REVOKE ALL ON FUNCTION redact_activity(uuid, text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION redact_activity(uuid, text[]) TO daifa_app;
