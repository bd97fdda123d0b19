// Does every connector that we ship keep the contract, and is every folder one that we ship?
import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { MerchantError } from "../../app/platform/errors.ts";
import { connectors, getConnector } from "../../app/suppliers/registry.server.ts";
import { restApiWorld } from "../suppliers/connectors/rest-api/world.ts";
import { describeConnector } from "./connector.contract.ts";
import type { ConnectorWorld } from "./connector-world.ts";

const worlds: readonly ConnectorWorld[] = [restApiWorld];

const folders = readdirSync(new URL("../../app/suppliers/connectors", import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort();

describe("the registry of connectors", () => {
  it("lists exactly the folders in connectors/, each under its folder's name", () => {
    expect(connectors.map(({ name }) => name).sort()).toEqual(folders);
  });

  it("has a world in which each connector is tried", () => {
    expect(worlds.map(({ connector }) => connector.name).sort()).toEqual(folders);
  });

  it("finds a connector by name, and tells a person when there is none", () => {
    expect(connectors.map(({ name }) => getConnector(name))).toEqual(connectors);
    expect(() => getConnector("gone")).toThrow(MerchantError);
  });
});

for (const world of worlds) describeConnector(world);
