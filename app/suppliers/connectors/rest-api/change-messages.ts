// What goes over the wire when an order that the supplier has is to be changed, and what does the answer mean?
import { z } from "zod";
import type { ChangeAnswer, ChangeLookUp, ChangeMessage } from "../../change-message.ts";
import type { Refusal } from "../../connector.ts";
import { isSaidToBeAbsent, isSuccess, readAs, readRefusal, toRefusal, unknown, whyUnreadable } from "./judge-reply.ts";
import { receiver } from "./order-message.ts";
import type { Reply } from "./reply.ts";
import { instant, text } from "./wire.ts";

export const changeMessage = z.strictObject({
  number: z.int().min(1).describe("Counts the changes of this order. A higher number takes the place of a lower one that is not answered yet."),
  kind: z.enum(["fewer", "receiver"]),
  lines: z
    .array(z.strictObject({ lineReference: text(100).min(1), quantity: z.int().min(0).max(1_000_000).describe("Packs to be shipped in all, with those that have left; 0: none.") }))
    .max(500)
    .describe("Lines that change; empty for another receiver."),
  receiver: receiver.optional().describe("The new one, whole."),
  answerBy: instant.optional().describe("When the goods would leave; a later answer is taken, too."),
});
export type WireChange = z.infer<typeof changeMessage>;

export const changeAnswer = z.object({
  reference: text(100).min(1).describe("Ours, as sent."),
  number: z.int().min(1),
  answer: z.enum(["accepted", "refused", "too_late", "pending"]).describe("pending: a person decides; Daifa looks the change up again."),
  message: text(1000).nullish().transform((value) => value ?? undefined),
});

export function toWireChange({ number, kind, lines, receiver: given, answerBy }: ChangeMessage): { kind: "message"; message: WireChange } | Refusal {
  const parsed = changeMessage.safeParse({ number, kind, lines: lines.map(({ lineReference, to }) => ({ lineReference, quantity: to })), receiver: given && withoutUndefined(given), answerBy });
  if (parsed.success) return { kind: "message", message: parsed.data };
  const [issue] = parsed.error.issues;
  return { kind: "refused", code: "invalid_order", params: { field: issue?.path.join(".") ?? "", message: issue?.message ?? "" }, lines: [] };
}

const withoutUndefined = (value: object): unknown => JSON.parse(JSON.stringify(value));

/** A 404 or 405 in nobody's words is a server that does not know changes yet: then a person asks. */
export function judgeChange(reply: Reply, asked: { reference: string; number: number }): ChangeAnswer {
  if (reply.kind === "lost") return unknown(reply.reason);
  if (isSuccess(reply.status)) return readAnswer(reply, asked) ?? unknown(whyUnreadable(reply));
  const no = readRefusal(reply);
  if (no?.code === "too_late") return { kind: "too_late" };
  if (reply.status === 405 || (reply.status === 404 && !isSaidToBeAbsent(reply))) return { kind: "not_possible" };
  return no ? toRefusal(no) : unknown(whyUnreadable(reply));
}

export function judgeChangeLookUp(reply: Reply, asked: { reference: string; number: number }): ChangeLookUp {
  if (reply.kind === "lost") return unknown(reply.reason);
  if (reply.status === 404 && readRefusal(reply)?.code === "change_not_found") return { kind: "absent" };
  return (isSuccess(reply.status) ? readAnswer(reply, asked) : undefined) ?? unknown(whyUnreadable(reply));
}

type Said = Exclude<ChangeLookUp, { kind: "absent" | "unknown" }>;

function readAnswer(reply: Extract<Reply, { kind: "answered" }>, asked: { reference: string; number: number }): Said | undefined {
  const said = readAs(changeAnswer, reply);
  if (said?.reference !== asked.reference || said.number !== asked.number) return undefined;
  if (said.answer === "pending") return { kind: "asked" };
  return said.answer === "refused" ? { kind: "refused", code: "other", params: { message: said.message ?? "" }, lines: [] } : { kind: said.answer };
}
