// Does every message and every tick of the clock find its step, and every step its queue?
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse as parseToml } from "smol-toml";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { entries } from "../../app/pipeline.server.ts";
import { callbacks, clock, stepOfTopic, topics } from "../../app/triggers.server.ts";
import { queueSpecs } from "../../app/worker.server.ts";

const app = join(import.meta.dirname, "../../app");
const read = (path: string) => readFileSync(join(app, path), "utf8");

const appToml = z.object({
  webhooks: z.object({ subscriptions: z.array(z.object({ topics: z.array(z.string()).default([]), compliance_topics: z.array(z.string()).default([]), uri: z.string() })) }),
});
const { subscriptions } = appToml.parse(parseToml(read("../shopify.app.toml"))).webhooks;

const steps = entries.map(({ step }) => step.name);

/** The first group of every match. */
const allIn = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].flatMap((match) => match[1] ?? []);

describe("the topics", () => {
  it("that shopify.app.toml subscribes to are those that the pipeline has a step for", () => {
    const subscribed = subscriptions.flatMap((one) => [...one.topics, ...one.compliance_topics]);

    expect(subscribed.toSorted()).toEqual(Object.keys(topics).toSorted());
  });

  it("that are only words of the language start nothing: the header is not signed", () => {
    expect(["constructor", "__proto__", "toString", "hasOwnProperty", ""].map(stepOfTopic)).toEqual([undefined, undefined, undefined, undefined, undefined]);
    expect(stepOfTopic("orders/create")).toBe("import-order");
  });

  it("all come in by the one door", () => {
    expect(new Set(subscriptions.map(({ uri }) => uri))).toEqual(new Set(["/webhooks"]));
  });
});

describe("the pipeline", () => {
  it("holds each step once", () => {
    expect(steps.toSorted()).toEqual([...new Set(steps)].toSorted());
  });

  it("runs every step that a topic or the clock starts", () => {
    const started = [...Object.values(topics), ...Object.values(callbacks), ...clock.map(({ step }) => step)];

    expect(started.filter((name) => !steps.includes(name))).toEqual([]);
  });

  it("runs every step that it says follows another", () => {
    const source = read("pipeline.server.ts");
    const followed = allIn(source + read("next-jobs.server.ts"), /\b([a-z]\w*)\.name\b/g);

    expect(followed.length).toBeGreaterThan(10);
    expect(followed.filter((step) => !allIn(source, /\bentry\(([a-z]\w*),/g).includes(step))).toEqual([]);
  });

  it("runs every step that is named elsewhere: to try again, or from another door", () => {
    const files = readdirSync(app, { recursive: true, encoding: "utf8" }).filter((path) => /\.tsx?$/.test(path));
    const named = files.flatMap((path) => allIn(read(path), /\bstep: "([^"]+)"/g));

    expect(named.length).toBeGreaterThan(1);
    expect(named.filter((name) => !steps.includes(name))).toEqual([]);
  });

  it("has a queue for each step, and no two queues of one name", () => {
    const queues = queueSpecs.map(({ name }) => name);

    expect(steps.filter((name) => !queues.includes(name))).toEqual([]);
    expect(new Set(queues).size).toBe(queues.length);
  });
});
