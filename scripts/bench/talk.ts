// How do the processes of the bench talk? One question, one answer, over Node's own channel between parent and child.
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";

type Question = { readonly id: number; readonly kind: string; readonly input: unknown };
type Reply = { readonly id: number; readonly answer?: unknown; readonly error?: string };

export type Child = {
  readonly pid: number;
  ask<Answer>(kind: string, input?: unknown): Promise<Answer>;
  close(): Promise<void>;
};

type Waiting = { resolve(given: unknown): void; reject(error: Error): void };

export function startChild(script: string, logFile: string): Child {
  const log = createWriteStream(logFile, { flags: "a" });
  const child = fork(script, [], { stdio: ["ignore", "pipe", "pipe", "ipc"], serialization: "advanced" });
  child.stdout?.pipe(log);
  child.stderr?.pipe(log);
  const waiting = new Map<number, Waiting>();
  child.on("message", (reply: Reply) => {
    const one = waiting.get(reply.id);
    waiting.delete(reply.id);
    if (reply.error === undefined) one?.resolve(reply.answer);
    else one?.reject(new Error(`${script}: ${reply.error}`));
  });
  child.once("exit", (code) => {
    for (const one of waiting.values()) one.reject(new Error(`${script} ended with ${code}; see ${logFile}`));
  });
  let questions = 0;
  return {
    pid: child.pid ?? 0,
    ask: <Answer>(kind: string, input?: unknown) => new Promise<Answer>((resolve, reject) => {
      const id = (questions += 1);
      waiting.set(id, { resolve: (given) => resolve(given as Answer), reject });
      child.send({ id, kind, input } satisfies Question);
    }),
    close: () => end(child),
  };
}

/** SIGTERM, and SIGKILL for whoever does not listen. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const late = setTimeout(() => child.kill("SIGKILL"), 15_000);
  await ended;
  clearTimeout(late);
}

export type Handlers = Readonly<Record<string, (input: never) => unknown>>;

/** The child's side. It ends when its parent does. */
export function serveParent(handlers: Handlers): void {
  process.on("message", ({ id, kind, input }: Question) => {
    answerTo(handlers, kind, input).then(
      (found) => process.send?.({ id, answer: found } satisfies Reply),
      (error: unknown) => process.send?.({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) } satisfies Reply),
    );
  });
  process.once("disconnect", () => process.exit(0));
  process.once("SIGTERM", () => process.exit(0));
}

async function answerTo(handlers: Handlers, kind: string, input: unknown): Promise<unknown> {
  const handler = handlers[kind];
  if (!handler) throw new Error(`nobody answers "${kind}"`);
  return await handler(input as never);
}
