// How do tokens, passwords and identity numbers lie in the database so that a copy of it gives none away?
// AES-256-GCM, as k<keyId>.<base64url(iv|tag|text)>. The context is authenticated too: a value that is moved to
// another row or another field does not open there.
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { BugError } from "./errors.ts";

export type SealingKey = { readonly id: string; readonly key: Buffer };

/** Contexts name the place, such as `session:<id>:accessToken`; the same one is needed to open. */
export type Sealer = {
  seal(text: string, context: string): string;
  /** Throws BugError for an unknown key, another context or a changed value. */
  open(sealed: string, context: string): string;
  /** False for what an older key sealed: seal it again when it is next written. */
  isCurrent(sealed: string): boolean;
};

const CIPHER = "aes-256-gcm";
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const SEALED = /^k([^.]+)\.([\w-]+)$/;

/** From `2:<base64>,1:<base64>`: the first seals, all open. Messages never repeat a key. */
export function parseSealingKeys(text: string): SealingKey[] {
  const keys = text.split(",").map((part) => {
    const [id, encoded, ...rest] = part.trim().split(":");
    if (id === undefined || !/^\w+$/.test(id) || encoded === undefined || rest.length > 0) {
      throw new Error("a sealing key is written <id>:<base64>");
    }
    return { id, key: Buffer.from(encoded, "base64") };
  });
  assertUsable(keys);
  return keys;
}

function assertUsable(keys: readonly SealingKey[]): void {
  const short = keys.find(({ key }) => key.length !== KEY_BYTES);
  if (short !== undefined) throw new Error(`sealing key ${short.id} has ${short.key.length} bytes instead of ${KEY_BYTES}`);
  if (new Set(keys.map(({ id }) => id)).size !== keys.length) throw new Error("two sealing keys have the same id");
}

function split(sealed: string): { keyId: string; bytes: Buffer } {
  const [, keyId, encoded] = SEALED.exec(sealed) ?? [];
  if (keyId === undefined || encoded === undefined) throw new BugError("this is not a sealed value");
  return { keyId, bytes: Buffer.from(encoded, "base64url") };
}

function decrypt(key: Buffer, bytes: Buffer, context: string): string {
  if (bytes.length < IV_BYTES + TAG_BYTES) throw new BugError("a sealed value is cut short");
  const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(context, "utf8"));
  decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString("utf8");
  } catch (cause) {
    throw new BugError(`a sealed value does not open as "${context}": it was changed, or belongs elsewhere`, { cause });
  }
}

export function createSealer(keys: readonly SealingKey[]): Sealer {
  const [current] = keys;
  if (current === undefined) throw new Error("a sealer needs a key");
  assertUsable(keys);
  return {
    seal: (text, context) => {
      // Random, because one iv used twice under one key gives both texts away.
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(CIPHER, current.key, iv, { authTagLength: TAG_BYTES });
      cipher.setAAD(Buffer.from(context, "utf8"));
      const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return `k${current.id}.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString("base64url")}`;
    },
    open: (sealed, context) => {
      const { keyId, bytes } = split(sealed);
      const found = keys.find(({ id }) => id === keyId);
      if (found === undefined) throw new BugError(`a value is sealed with key "${keyId}", which is not among the keys`);
      return decrypt(found.key, bytes, context);
    },
    isCurrent: (sealed) => split(sealed).keyId === current.id,
  };
}
