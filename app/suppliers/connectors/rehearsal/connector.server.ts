// Who plays the supplier when a merchant places a test order? Nobody outside: everything is answered in this process,
// from the order alone, so that nothing has to be remembered and a repeat is answered alike.
import { z } from "zod";
import { defineConnector } from "../../connector.ts";
import { findOverLimit } from "../../text-limits.ts";
import { testNumberOf } from "./test-shipment.ts";

export const rehearsal = defineConnector({
  name: "rehearsal",
  settingsSchema: z.strictObject({}),
  credentialsSchema: z.strictObject({}),
  // What it ships is told by the step ship-test-order: a list to poll would need a memory of its own.
  abilities: { idempotentSubmit: true, lookUp: false, polls: false, pushes: false, answers: "at_once", changes: "asked_by_machine" },
  open: ({ limits }) => ({
    submit: async (request) => ({
      outcome: findOverLimit(request, limits) ?? { kind: "accepted", supplierReference: testNumberOf(request.identity.reference), lines: [] },
      exchange: undefined,
    }),
    cancel: async () => ({ outcome: { kind: "accepted" }, exchange: undefined }),
    testConnection: async () => ({ outcome: { kind: "works" }, exchange: undefined }),
  }),
});
