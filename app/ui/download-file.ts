// A file from our own server inside Shopify's frame: a link would carry no session token, so it is fetched and handed to the browser.

type Fields = Readonly<Record<string, string | readonly string[]>>;

/** As the browser's own; App Bridge adds the session's token to it. */
type Ask = (address: string, init: RequestInit) => Promise<Response>;

/** Throws when the server did not answer with the file. */
export async function fetchFile(ask: Ask, address: string, fields: Fields): Promise<{ blob: Blob; name: string }> {
  const body = new FormData();
  for (const [field, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(field, one);
  const response = await ask(address, { method: "POST", body });
  if (!response.ok) throw new Error(`no file: ${response.status}`);
  const [, name = "download"] = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get("content-disposition") ?? "") ?? [];
  return { blob: await response.blob(), name: decodeURIComponent(name) };
}

export function saveFile({ blob, name }: { blob: Blob; name: string }): void {
  const url = URL.createObjectURL(blob);
  const link = Object.assign(document.createElement("a"), { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  // Some browsers read it only after the click has been handled.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
