// A shop in business inside the test's own process, with everything listened to: for faults that need no process of their own.
import { expect } from "vitest";
import { map, type TestWorldOptions } from "../support/world.ts";
import { startStory, type Story } from "../support/story.ts";
import { whatIsBroken, type Scene } from "./invariants.ts";

export type StoryScene = Story & {
  readonly scene: Scene;
  readonly logged: () => string;
};

/** Harbor offers POUR-SET and SCARF-RED, Yiwu BOARD-S. Everything goes out by itself. */
export async function startStoryScene(options: Omit<TestWorldOptions, "logTo"> = {}): Promise<StoryScene> {
  const lines: string[] = [];
  const story = await startStory({ ...options, logTo: { write: (line) => void lines.push(line) } });
  await map(story, "POUR-SET", { supplierId: story.harborId, itemId: "HG-POUR-SET" });
  await map(story, "SCARF-RED", { supplierId: story.harborId, itemId: "HG-SCARF-RED" });
  await map(story, "BOARD-S", { supplierId: story.yiwuId, itemId: "YW-BOARD-S" });
  const logged = () => lines.join("");
  return { ...story, logged, scene: { world: story, database: story.tools.database, shops: { [story.shop.domain]: story.shopId }, logged } };
}

/** I1 to I6, and how they are broken if they are. */
export async function everythingHolds(scene: Scene): Promise<void> {
  expect(await whatIsBroken(scene)).toEqual([]);
}
