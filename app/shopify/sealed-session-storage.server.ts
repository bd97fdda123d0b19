// How do a shop's access tokens lie in the database, so that a copy of it opens no shop?
// Only a copy of the session is sealed: the library goes on using the object that it handed over.
import type { PrismaClient } from "@prisma/client";
import { Session } from "@shopify/shopify-api";
import type { SessionStorage } from "@shopify/shopify-app-session-storage";
import { PrismaSessionStorage } from "@shopify/shopify-app-session-storage-prisma";
import type { Sealer } from "../platform/secrets.server.ts";

export type { SessionStorage };

type TokenField = "accessToken" | "refreshToken";
const tokenFields: readonly TokenField[] = ["accessToken", "refreshToken"];

/** Bound to the session and the field, so that a row copied to another id does not open. */
const contextOf = (sessionId: string, field: TokenField): string => `session:${sessionId}:${field}`;

export function createSessionStorage({ prisma, sealer }: { prisma: PrismaClient; sealer: Sealer }): SessionStorage {
  const open = openWhenReady(prisma);
  const seal = (session: Session) => withTokens(session, (text, context) => sealer.seal(text, context));
  const unseal = (session: Session) => withTokens(session, (text, context) => sealer.open(text, context));
  return {
    storeSession: async (session) => (await open()).storeSession(seal(session)),
    loadSession: async (id) => {
      const found = await (await open()).loadSession(id);
      return found && unseal(found);
    },
    deleteSession: async (id) => (await open()).deleteSession(id),
    deleteSessions: async (ids) => (await open()).deleteSessions(ids),
    findSessionsByShop: async (shop) => (await (await open()).findSessionsByShop(shop)).map(unseal),
  };
}

function withTokens(session: Session, change: (text: string, context: string) => string): Session {
  const copy = new Session(session.toObject());
  for (const field of tokenFields) {
    const text = session[field];
    if (text) copy[field] = change(text, contextOf(session.id, field));
  }
  return copy;
}

/**
 * The library counts the sessions as soon as it is created, and a database that is away then ends the process with an
 * unhandled rejection. So it is created at the first use that finds the database there.
 */
function openWhenReady(prisma: PrismaClient): () => Promise<PrismaSessionStorage<PrismaClient>> {
  let opened: PrismaSessionStorage<PrismaClient> | undefined;
  return async () => {
    if (opened) return opened;
    await prisma.session.count();
    opened ??= new PrismaSessionStorage(prisma, { connectionRetries: 60 });
    return opened;
  };
}
