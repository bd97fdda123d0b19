// Which file did a person send? What is too large is refused by what it says of itself, before any of it is read.
import { usualLimits } from "../platform/tables/read-table.server.ts";
import type { Said } from "./answer.ts";

export type Upload =
  | { readonly kind: "file"; readonly name: string; readonly bytes: Buffer<ArrayBuffer>; readonly form: FormData }
  | { readonly kind: "refused"; readonly said: Said };

/** The form around the file. */
const envelopeBytes = 64 * 1024;
const megabyte = 1024 * 1024;

/** The file stands in the field "file". Fields beside it are in `form`. */
export async function readUpload(request: Request, maxBytes = usualLimits.maxBytes): Promise<Upload> {
  const announced = Number(request.headers.get("content-length") ?? 0);
  if (announced > maxBytes + envelopeBytes) return tooLarge(announced, maxBytes);
  const form = await readForm(request);
  if (!form) return { kind: "refused", said: { code: "imports.upload.lost" } };
  const [file, ...others] = form.getAll("file").filter((one) => typeof one !== "string" && one.name !== "");
  if (!file || typeof file === "string") return { kind: "refused", said: { code: "imports.upload.no_file" } };
  if (others.length > 0) return { kind: "refused", said: { code: "imports.upload.one_file" } };
  if (file.size > maxBytes) return tooLarge(file.size, maxBytes);
  return { kind: "file", name: file.name.replaceAll(/\p{Cc}/gu, "").slice(0, 200), bytes: Buffer.from(await file.arrayBuffer()), form };
}

const tooLarge = (bytes: number, maxBytes: number): Upload => ({ kind: "refused", said: { code: "table.too_large", params: { megabytes: Math.ceil(bytes / megabyte), most: Math.floor(maxBytes / megabyte) } } });

/** A sender who goes away in the middle leaves a form that cannot be read. */
async function readForm(request: Request): Promise<FormData | undefined> {
  try {
    return await request.formData();
  } catch {
    return undefined;
  }
}
