// What every carrier folder must satisfy: its samples prove it, and the registry lists it.
import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { needsUrl, toShopifyCompany } from "../../app/carriers/companies.ts";
import { normalizeNumber } from "../../app/carriers/number.ts";
import { carriers } from "../../app/carriers/registry.ts";
import { trackingSystems } from "../../app/carriers/tracking-systems.server.ts";

const folder = new URL("../../app/carriers/", import.meta.url);

function carriersRecognizing(sample: string): string[] {
  return carriers.filter((carrier) => carrier.recognize(normalizeNumber(sample)) !== undefined).map((carrier) => carrier.id);
}

describe("the registry of carriers", () => {
  it("lists every folder once, as a carrier or as a tracking system", () => {
    const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name);

    const listed = [...carriers.map((carrier) => carrier.id), ...Object.keys(trackingSystems)];

    expect(listed.toSorted()).toEqual(folders.toSorted());
  });

  it("makes each tracking system under the name of its folder", () => {
    const http = { request: () => Promise.reject(new Error("not called")) };

    for (const [id, create] of Object.entries(trackingSystems)) {
      expect(create({ baseUrl: "https://carrier.example", token: "key", http }).id).toBe(id);
    }
  });
});

describe.each(carriers)("$id", (carrier) => {
  it("carries samples of both kinds", () => {
    expect(carrier.samples.valid.length).toBeGreaterThanOrEqual(3);
    expect(carrier.samples.invalid.length).toBeGreaterThanOrEqual(3);
  });

  it.each(carrier.samples.valid)("alone recognizes %s", (sample) => {
    expect(carriersRecognizing(sample)).toEqual([carrier.id]);
  });

  it.each(carrier.samples.invalid)("like every other carrier leaves %s alone", (sample) => {
    expect(carriersRecognizing(sample)).toEqual([]);
  });

  it("is spelled as Shopify spells it, so that the shop makes its own link", () => {
    expect(toShopifyCompany(carrier.company)).toBe(carrier.company);
    expect(needsUrl(carrier.company)).toBe(false);
  });

  it.each(carrier.samples.valid)("has a public page for %s", (sample) => {
    const url = new URL(carrier.trackingUrl(normalizeNumber(sample)));

    expect(url.protocol).toBe("https:");
  });
});
