// Open problems by their cause: the same code and the same supplier are one thing to settle.
import { Prisma } from "@prisma/client";
import type { ShopTransaction } from "../platform/db.server.ts";
import type { WhoActs } from "../problems/problem.ts";
import { listProblems } from "../problems/store.server.ts";
import type { ProblemGroup, ProblemsQuery } from "./problems-page.ts";
import { showProblem } from "./shown-problem.ts";

const mostGroups = 100;
const mostInOpenGroup = 200;

type Row = { code: string; supplier: string | null; whoActs: WhoActs; count: number; orders: number; oldestAt: Date; canRetry: boolean; newestId: string };
export type Cause = { readonly code: string; readonly supplier: string | null };

/** The supplier whose order it is about, else the one that it names. */
const withSupplier = Prisma.sql`
  from "Problem" p
  left join "SupplierOrder" so on so."shopId" = p."shopId" and so."id" = p."supplierOrderId"
  left join "Supplier" s on s."shopId" = so."shopId" and s."id" = so."supplierId"`;
const supplierName = Prisma.sql`coalesce(s."name", p."params"->>'supplier')`;

/** A group of one is open as it stands; of larger ones the one that the address names. */
export async function readGroups(tx: ShopTransaction, query: ProblemsQuery): Promise<ProblemGroup[]> {
  const rows = await tx.db.$queryRaw<Row[]>`
    select p."code", ${supplierName} as "supplier", p."whoActs", count(*)::int as "count", count(distinct p."orderId")::int as "orders",
      min(p."openedAt") as "oldestAt", bool_or(p."retryStep" is not null) as "canRetry", (array_agg(p."id" order by p."openedAt" desc, p."id" desc))[1] as "newestId"
    ${withSupplier}
    where p."shopId" = ${tx.shopId} and p."openKey" is not null
    group by 1, 2, 3 order by (p."whoActs" = 'MERCHANT') desc, count(*) desc, min(p."openedAt") limit ${mostGroups}`;
  const newest = new Map((await listProblems(tx, rows.map((row) => row.newestId))).map((problem) => [problem.id, problem]));
  const groups: ProblemGroup[] = [];
  for (const { newestId, ...row } of rows) {
    const isNamed = query.code === row.code && query.supplier === row.supplier;
    const ids = isNamed && row.count > 1 ? await listIdsOf(tx, row, mostInOpenGroup) : [newestId];
    const problems = isNamed && row.count > 1 ? await listProblems(tx, ids) : [newest.get(newestId)].flatMap((one) => one ?? []);
    groups.push({ ...row, oldestAt: new Date(row.oldestAt), isOpen: isNamed || row.count === 1, problems: problems.map(showProblem) });
  }
  return groups;
}

/** Newest first. */
export async function listIdsOf(tx: ShopTransaction, { code, supplier }: Cause, take: number): Promise<string[]> {
  const rows = await tx.db.$queryRaw<{ id: string }[]>`
    select p."id" ${withSupplier}
    where p."shopId" = ${tx.shopId} and p."openKey" is not null and p."code" = ${code} and ${supplierName} is not distinct from ${supplier}::text
    order by p."openedAt" desc, p."id" desc limit ${take}`;
  return rows.map(({ id }) => id);
}
