// How does a demo resume where it stopped? Shops and tokens are kept in one JSON file, replaced whole so that a crash leaves the old one.

import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { AccessGrant } from "./oauth/token-book.ts";
import type { ShopState } from "./shop-state.ts";

export type KeptState = { shops: ShopState[]; grants: AccessGrant[] };

const pauseMs = 200;

export class StateFile {
  readonly #path: string | undefined;
  readonly #state: () => KeptState;
  #timer: NodeJS.Timeout | undefined;

  constructor(path: string | undefined, state: () => KeptState) {
    this.#path = path;
    this.#state = state;
  }

  /** Several changes close together are written once. */
  changed(): void {
    if (this.#path === undefined || this.#timer) return;
    this.#timer = setTimeout(() => this.save(), pauseMs);
  }

  save(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#path === undefined) return;
    mkdirSync(dirname(this.#path), { recursive: true });
    const unfinished = `${this.#path}.${process.pid}.tmp`;
    writeFileSync(unfinished, JSON.stringify(this.#state()), { mode: 0o600 });
    renameSync(unfinished, this.#path);
  }
}

export function readStateFile(path: string | undefined): KeptState | undefined {
  if (path === undefined || !existsSync(path)) return undefined;
  return JSON.parse(readFileSync(path, "utf8")) as KeptState;
}
