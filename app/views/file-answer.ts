// How does a file leave the app under its own name, Chinese ones included, and how is that name read again?

export type FileToSend = { readonly name: string; readonly type: FileType; readonly body: string | Uint8Array<ArrayBuffer> };
export type FileType = "csv" | "xlsx" | "pdf" | "json";

const mimeTypes: Readonly<Record<FileType, string>> = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  pdf: "application/pdf",
  json: "application/json; charset=utf-8",
};

/** The name twice, as RFC 6266 advises: plain for old programs, and in UTF-8 as RFC 5987 writes it. */
export function answerWithFile({ name, type, body }: FileToSend): Response {
  const whole = `${name}.${type}`;
  const plain = whole.replaceAll(/[^\w.-]+/g, "_");
  return new Response(body, {
    headers: {
      "Content-Type": mimeTypes[type],
      "Content-Disposition": `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(whole).replaceAll(/['()*]/g, percent)}`,
      "Cache-Control": "no-store",
    },
  });
}

const percent = (sign: string): string => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;

/** The name that an answer gives its file. */
export function nameOfFile(disposition: string | null): string | undefined {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? "")?.[1];
  if (encoded !== undefined) return decodeURIComponent(encoded);
  return /filename="([^"]+)"/i.exec(disposition ?? "")?.[1];
}
