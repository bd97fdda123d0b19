// A file of offers that somebody has uploaded and not started yet.
import type { ShopTransaction } from "../../app/platform/db.server.ts";
import { keepOfferFile, takeOfferFile } from "../../app/views/offer-import-acts.server.ts";
import { readUpload } from "../../app/views/read-upload.server.ts";

const file = "SKU,Supplier,Supplier item,Cost,Currency\nSCARF-GRY,Harbor Goods,HG-SCARF-GRY,13.00,USD\nBAG-30-GRN,Harbor Goods,HG-BAG-30-GRN,18.90,USD\nNO-SUCH-SKU,Harbor Goods,HG-1,1.00,USD\nBOARD-S,Harbor Goods,HG-BOARD-S,,USD\n";

export async function leaveImport(tx: ShopTransaction, at: Date): Promise<void> {
  const form = new FormData();
  form.append("file", new File([file], "offers.csv"));
  const taken = await takeOfferFile(await readUpload(new Request("http://127.0.0.1/", { method: "POST", body: form })));
  if (taken.kind === "refused") throw new Error(taken.said.code);
  await keepOfferFile(tx, taken, { name: "90000001", at });
}
