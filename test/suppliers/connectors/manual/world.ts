// The manual connector for the contract suite. There is no other side: nothing reaches anybody by itself.
import { manual } from "../../../../app/suppliers/connectors/manual/connector.server.ts";
import type { PersonConnectorWorld } from "../../../contracts/person-connector.contract.ts";

const http = { request: () => Promise.reject(new Error("a sheet is passed on by a person")) };

export const manualWorld: PersonConnectorWorld = {
  connector: manual,
  start: async () => ({
    open: (limits = {}) => manual.open({ settings: {}, credentials: {}, limits, http, now: () => new Date("2026-11-25T02:00:00Z") }),
    countReceived: async () => 0,
    close: async () => undefined,
  }),
};
