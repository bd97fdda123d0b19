// What did the sender put on the wire, if it is not too much and not too slow?
// The length header is only a claim: bytes are counted as they come.
import type { IncomingMessage } from "node:http";

export type ReadBody = { kind: "whole"; body: Buffer } | { kind: "too_large" } | { kind: "slow" } | { kind: "gone" };

export function readBody(req: IncomingMessage, limits: { maxBytes: number; timeoutMs: number }): Promise<ReadBody> {
  if (Number(req.headers["content-length"] ?? 0) > limits.maxBytes) return Promise.resolve({ kind: "too_large" });
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const settle = (result: ReadBody) => {
      clearTimeout(timer);
      req.off("data", take).off("end", finish).off("close", leave).off("error", leave);
      // Whatever still breaks on this connection concerns nobody any more, but must not end the process.
      req.on("error", () => undefined);
      resolve(result);
    };
    const take = (chunk: Buffer) => {
      size += chunk.length;
      if (size > limits.maxBytes) settle({ kind: "too_large" });
      else chunks.push(chunk);
    };
    const finish = () => settle({ kind: "whole", body: Buffer.concat(chunks, size) });
    const leave = () => settle({ kind: "gone" });
    const timer = setTimeout(() => settle({ kind: "slow" }), limits.timeoutMs);
    req.on("data", take).on("end", finish).on("close", leave).on("error", leave);
  });
}
