// The files of an order, for a supplier who has lost the mail: the same sheet and purchase order, made anew.
import { writeXlsx } from "../../platform/tables/write-table.server.ts";
import type { Queue } from "../../platform/queue.server.ts";
import type { DeskTools } from "../../supplier-desk/open-desk.server.ts";
import { toSheet } from "../../suppliers/order-sheet.ts";
import { renderPurchaseOrder } from "../../suppliers/purchase-order-pdf.server.ts";
import { sheetOf } from "../../suppliers/sheet-store.server.ts";
import { answerDesk, deskHeaders } from "./answer-desk.server.ts";
import { renderClosed } from "./desk-page.ts";
import { enterDesk } from "./serve-desk.server.ts";

export async function serveDeskFile(tools: DeskTools & { readonly queue: Queue }, request: Request, { token, file }: { token: string; file: string }): Promise<Response> {
  const entered = await enterDesk(tools, request, token);
  if (entered instanceof Response) return entered;
  const { opened: { shopId, desk }, language } = entered;
  const name = `${desk.request.identity.orderName}.${file.split(".")[1] ?? ""}`;
  const answer = (content: Buffer, type: string) => new Response(new Uint8Array(content), {
    headers: { ...deskHeaders, "Content-Type": type, "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent(name)}` },
  });
  if (file === "order.pdf") return answer(await renderPurchaseOrder(desk.request, { languages: [language], showsPrices: desk.showsPrices }), "application/pdf");
  if (file !== "order.xlsx") return answerDesk(renderClosed("unknown", { language, token }), 404);
  const columns = await tools.database.inShop(shopId, (tx) => sheetOf(tx, desk.supplierId));
  return answer(await writeXlsx([{ name: desk.request.identity.orderName, ...toSheet([desk.request], columns) }]), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
}
