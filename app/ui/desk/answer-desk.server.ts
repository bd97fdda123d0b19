// How does the supplier's page leave the house? Unseen by caches, search engines and other sites, and loading nothing from anywhere.
import { createHash } from "node:crypto";
import { deskStyle } from "./desk-style.ts";

const style = createHash("sha256").update(deskStyle).digest("base64");

export const deskHeaders: Readonly<Record<string, string>> = {
  "Content-Security-Policy": `default-src 'none'; style-src 'sha256-${style}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  "Referrer-Policy": "no-referrer",
  "X-Robots-Tag": "noindex, nofollow",
  "X-Content-Type-Options": "nosniff",
  "Cache-Control": "no-store",
};

export const answerDesk = (page: string, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(page, { status, headers: { ...deskHeaders, "Content-Type": "text/html; charset=utf-8", ...headers } });
