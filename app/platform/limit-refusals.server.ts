// Who is refused again and again at our doors? One address may be refused so often a minute; after that it is told to wait, before
// anything is read, compared or looked up for it. Counted in this process: behind several, each allows as much.
import { BlockList, isIPv6 } from "node:net";
import type { IncomingMessage } from "node:http";
import { RateLimiterMemory } from "rate-limiter-flexible";

export type RefusalLimit = {
  /** Seconds until this sender may come again; undefined: now. Costs nothing while nobody is kept waiting. */
  waitOf(request: IncomingMessage): number | undefined;
  note(request: IncomingMessage, status: number): void;
};

/** Far more than a supplier with a wrong secret sends, far less than guessing needs. */
export const refusalsAMinute = 300;
const refused: ReadonlySet<number> = new Set([400, 401, 403, 404, 405, 410, 413]);

export function createRefusalLimit(): RefusalLimit {
  const limiter = new RateLimiterMemory({ keyPrefix: "refused", points: refusalsAMinute, duration: 60 });
  const waiting = new Map<string, number>();
  return {
    waitOf: (request) => {
      const sender = waiting.size === 0 ? undefined : senderOf(request);
      const until = sender === undefined ? undefined : waiting.get(sender);
      if (sender === undefined || until === undefined) return undefined;
      const seconds = Math.ceil((until - performance.now()) / 1000);
      if (seconds <= 0) waiting.delete(sender);
      return seconds <= 0 ? undefined : seconds;
    },
    note: (request, status) => {
      const sender = refused.has(status) ? senderOf(request) : undefined;
      if (sender === undefined) return;
      void limiter.penalty(sender).then(({ consumedPoints, msBeforeNext }) => {
        if (consumedPoints >= refusalsAMinute) keepWaiting(waiting, sender, msBeforeNext);
      });
    },
  };
}

function keepWaiting(waiting: Map<string, number>, sender: string, ms: number): void {
  waiting.set(sender, performance.now() + ms);
  setTimeout(() => waiting.delete(sender), ms).unref();
}

/** RFC 1918, 3927, 4193, 4291, 6598. */
const neighbors = new BlockList();
for (const [network, bits] of [["127.0.0.0", 8], ["10.0.0.0", 8], ["172.16.0.0", 12], ["192.168.0.0", 16], ["169.254.0.0", 16], ["100.64.0.0", 10]] as const) neighbors.addSubnet(network, bits);
for (const [network, bits] of [["::1", 128], ["fc00::", 7], ["fe80::", 10]] as const) neighbors.addSubnet(network, bits, "ipv6");

const plain = (address: string): string => address.trim().replace(/^::ffff:(?=\d+\.)/i, "");
const isNeighbor = (address: string): boolean => neighbors.check(address, isIPv6(address) ? "ipv6" : "ipv4");

/** What stands before us says whom it speaks for; undefined where a neighbor says nothing, for then everybody would share its count. */
function senderOf({ socket, headers }: IncomingMessage): string | undefined {
  const told = String(headers["x-forwarded-for"] ?? "").split(",").map(plain).filter(Boolean);
  const [last] = [...told, plain(socket.remoteAddress ?? "")].toReversed().filter((address) => !isNeighbor(address));
  // Whoever has one address of IPv6 has 2^64 of them.
  return last !== undefined && isIPv6(last) ? networkOf(last) : last;
}

function networkOf(address: string): string {
  const [head = "", tail = ""] = address.split("%")[0]?.split("::") ?? [];
  const groups = (text: string) => text.split(":").filter(Boolean);
  const missing = 8 - groups(head).length - groups(tail).length;
  return [...groups(head), ...Array.from({ length: missing }, () => "0"), ...groups(tail)].slice(0, 4).join(":");
}
