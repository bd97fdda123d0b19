-- AlterEnum
ALTER TYPE "ActorKind" ADD VALUE 'CUSTOMER';
