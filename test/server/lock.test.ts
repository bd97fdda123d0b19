// Can two processes prepare one checkout at the same time without spoiling each other's files?
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { withLock } from "../../scripts/lock.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "daifa-lock-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe("the lock on what is generated", () => {
  it("lets one in at a time, each in its turn", async () => {
    const file = join(folder, "deep", "lock");
    const seen: string[] = [];
    const work = (name: string) => withLock(file, async () => {
      seen.push(`${name} in`);
      await wait(30);
      seen.push(`${name} out`);
    });

    await Promise.all([work("a"), work("b"), work("c")]);

    expect(seen.map((line) => line.split(" ")[1])).toEqual(["in", "out", "in", "out", "in", "out"]);
    expect(existsSync(file)).toBe(false);
  });

  it("is given back when the work fails", async () => {
    const file = join(folder, "lock");

    await expect(withLock(file, () => Promise.reject(new Error("no room left")))).rejects.toThrow("no room left");

    expect(await withLock(file, async () => "next")).toBe("next");
  });

  it("is taken over from a process that has died, by one of those that wait", async () => {
    const file = join(folder, "lock");
    const { pid } = spawnSync(process.execPath, ["-e", ""]);
    writeFileSync(file, String(pid));
    let inside = 0;
    let most = 0;

    await Promise.all([1, 2, 3].map(() => withLock(file, async () => {
      inside += 1;
      most = Math.max(most, inside);
      await wait(10);
      inside -= 1;
    })));

    expect(most).toBe(1);
  });
});
