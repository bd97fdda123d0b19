// Offers that come in a file, and matching by suggestion.
import type { imports as english } from "../en/imports.ts";

export const imports = {
  "imports.download_failed": "文件下载失败，请稍后重试。",
} as const satisfies Record<keyof typeof english, string>;
