// How do we order from a supplier without any system, over WeChat or the phone? A person here passes the sheet of the day on.
// Nothing goes over a wire, so nothing can be lost on the way, and a repeat is the same row in the same sheet.
import { z } from "zod";
import { defineConnector } from "../../connector.ts";
import { findOverLimit } from "../../text-limits.ts";

const settingsSchema = z.strictObject({
  passedOn: z.enum(["wechat", "email", "phone", "other"]).default("wechat"),
  note: z.string().max(500).optional(),
});

export const manual = defineConnector({
  name: "manual",
  settingsSchema,
  credentialsSchema: z.strictObject({}),
  abilities: { idempotentSubmit: true, lookUp: false, polls: false, pushes: false, answers: "by_hand", changes: "none" },
  open: ({ limits }) => ({
    submit: async (request) => ({ outcome: findOverLimit(request, limits) ?? { kind: "to_hand_over" }, exchange: undefined }),
    // Whether the supplier was told is known to the person who passes the sheets on, not to us.
    cancel: async () => ({ outcome: { kind: "unknown", reason: "unexpected_answer" }, exchange: undefined }),
    testConnection: async () => ({ outcome: { kind: "works" }, exchange: undefined }),
  }),
});
