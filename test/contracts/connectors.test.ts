// Does every connector that we ship keep the contract, and is every folder one that we ship?
// Suppliers with a system of their own keep one contract, those behind which a person answers another.
import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { MerchantError } from "../../app/platform/errors.ts";
import { builtInConnectors, connectors, getConnector } from "../../app/suppliers/registry.server.ts";
import { emailWorld } from "../suppliers/connectors/email/world.ts";
import { manualWorld } from "../suppliers/connectors/manual/world.ts";
import { restApiWorld } from "../suppliers/connectors/rest-api/world.ts";
import { describeConnector } from "./connector.contract.ts";
import type { ConnectorWorld } from "./connector-world.ts";
import { describePersonConnector, type PersonConnectorWorld } from "./person-connector.contract.ts";

const worlds: readonly ConnectorWorld[] = [restApiWorld];
const personWorlds: readonly PersonConnectorWorld[] = [manualWorld, emailWorld];

const folders = readdirSync(new URL("../../app/suppliers/connectors", import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort();

describe("the registry of connectors", () => {
  it("lists exactly the folders in connectors/, each under its folder's name", () => {
    expect([...connectors, ...builtInConnectors].map(({ name }) => name).sort()).toEqual(folders);
  });

  it("has a world in which each connector is tried", () => {
    // What is built in has no other side; test/suppliers/connectors/rehearsal tries it by the same rules.
    expect([...worlds, ...personWorlds, ...builtInConnectors.map((connector) => ({ connector }))].map(({ connector }) => connector.name).sort()).toEqual(folders);
  });

  it("tries each by the contract that fits who answers", () => {
    expect(worlds.map(({ connector }) => connector.abilities.answers)).toEqual(worlds.map(() => "at_once"));
    expect(personWorlds.filter(({ connector }) => connector.abilities.answers === "at_once")).toEqual([]);
  });

  it("finds a connector by name, and tells a person when there is none", () => {
    expect(connectors.map(({ name }) => getConnector(name))).toEqual(connectors);
    expect(() => getConnector("gone")).toThrow(MerchantError);
  });
});

for (const world of worlds) describeConnector(world);
for (const world of personWorlds) describePersonConnector(world);
