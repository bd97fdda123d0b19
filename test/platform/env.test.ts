// Does a wrong environment say everything that is wrong at once, and does the example name all there is?
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readEnv } from "../../app/platform/env.server.ts";

const complete = {
  DATABASE_URL: "postgresql://daifa_app@127.0.0.1/daifa",
  DATABASE_QUEUE_URL: "postgresql://daifa_boss@127.0.0.1/daifa",
  SHOPIFY_API_KEY: "key",
  SHOPIFY_API_SECRET: "secret",
  SHOPIFY_APP_URL: "https://daifa.example.com/",
  TOKEN_KEYS: "1:AAAA",
};

function complaint(source: Record<string, string | undefined>): string {
  try {
    readEnv(source);
    return "";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

describe("the environment", () => {
  it("names every missing value in one message", () => {
    const message = complaint({});

    for (const name of Object.keys(complete)) expect(message).toContain(`${name} is missing`);
  });

  it("takes an empty value for a missing one, and names what is malformed beside what is missing", () => {
    const message = complaint({ ...complete, SHOPIFY_API_SECRET: "", PORT: "eighty", ROLE: "boss" });

    expect(message).toContain("SHOPIFY_API_SECRET is missing");
    expect(message).toMatch(/ PORT: /);
    expect(message).toMatch(/ ROLE: /);
  });

  it("never repeats a value, which may be a secret", () => {
    const message = complaint({ ...complete, SHOPIFY_APP_URL: "shpss_not_an_address", PORT: "hunter2" });

    expect(message).toMatch(/SHOPIFY_APP_URL/);
    expect(message).not.toMatch(/shpss_not_an_address|hunter2/);
  });

  it("fills in what has a default", () => {
    expect(readEnv(complete)).toMatchObject({ ROLE: "all", PORT: 3000, NODE_ENV: "production", SHOPIFY_APP_URL: "https://daifa.example.com" });
  });
});

describe(".env.example", () => {
  const example = readFileSync(new URL("../../.env.example", import.meta.url), "utf8");
  const source = readFileSync(new URL("../../app/platform/env.server.ts", import.meta.url), "utf8");
  const known = [...source.matchAll(/^ {2}([A-Z][A-Z0-9_]+):/gm)].map((match) => match[1]);
  const named = [...example.matchAll(/^(?:# )?([A-Z][A-Z0-9_]+)=/gm)].map((match) => match[1]);

  it("names exactly what the app reads, and the migrations' own address", () => {
    expect(known.length).toBeGreaterThan(10);
    expect(named.toSorted()).toEqual([...known, "DATABASE_OWNER_URL"].toSorted());
  });

  it("leaves open only what the app cannot do without, and gives a reason for each name", () => {
    const open = [...example.matchAll(/^([A-Z][A-Z0-9_]+)=/gm)].map((match) => match[1]);
    const lines = example.split("\n");
    const unexplained = lines.filter((line, index) => /^(# )?[A-Z][A-Z0-9_]+=/.test(line) && !/^# .*[a-z]/.test(lines[index - 1] ?? ""));

    expect(open.toSorted()).toEqual(["SHOPIFY_API_KEY", "SHOPIFY_API_SECRET", "SHOPIFY_APP_URL", "TOKEN_KEYS"]);
    expect(unexplained).toEqual([]);
  });
});
