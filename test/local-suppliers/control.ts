// How do tests and the demo steer the local supplier and look into its book?
import { z } from "zod";
import { changeAnswer } from "../../app/suppliers/connectors/rest-api/change-messages.ts";
import { findOrder } from "./book.ts";
import { answerChange } from "./changes.ts";
import { fault } from "./faults.ts";
import { parseJson } from "./running.ts";
import type { Running } from "./running.ts";
import { CommandRefused } from "./supplier.ts";
import type { Answer } from "./supplier.ts";

const parcelCommand = z.object({
  carrier: z.enum(["ups", "usps", "yto"]).optional(),
  trackingNumber: z.string().optional(),
  company: z.string().optional(),
  lines: z.array(z.object({ lineReference: z.string(), quantity: z.int() })).optional(),
});
const shipCommand = z.object({ parcels: z.array(parcelCommand).min(1).default([{}]) });
const pushCommand = z.object({ reference: z.string() });
const webhookCommand = z.object({ url: z.string().nullable() });
const stockCommand = z.record(z.string(), z.int().min(0));

const changeCommand = z.object({ answer: changeAnswer.shape.answer, message: z.string().optional() });

type Asked = { method: string; url: URL; body: string };

export function answerControl(running: Running, { method, url, body }: Asked): Answer {
  const asked = `${method} ${url.pathname}`;
  const given = body === "" ? {} : parseJson(body);
  try {
    const ship = /^POST \/_control\/orders\/([^/]+)\/ship$/.exec(asked);
    if (ship) return ok(running.ship(decodeURIComponent(ship[1] ?? ""), shipCommand.parse(given).parcels));
    const changed = /^POST \/_control\/orders\/([^/]+)\/changes\/(\d+)$/.exec(asked);
    if (changed) return ok(answerChange(running.book, { reference: decodeURIComponent(changed[1] ?? ""), number: Number(changed[2]), ...changeCommand.parse(given) }));
    const command = commands[asked];
    return command ? ok(command(running, given)) : { status: 404, body: { message: `no control ${asked}` } };
  } catch (error) {
    if (error instanceof z.ZodError || error instanceof CommandRefused) return { status: 400, body: { message: error.message } };
    throw error;
  }
}

const commands: Record<string, (running: Running, given: unknown) => unknown> = {
  "GET /_control/book": ({ book }) => book,
  "GET /_control/calls": ({ book }) => book.calls,
  "POST /_control/faults": ({ faults }, given) => faults.add(fault.parse(given)),
  "DELETE /_control/faults": ({ faults }) => faults.clear(),
  /** Tells again what was told before: all shipments of one order. */
  "POST /_control/push": (running, given) => {
    const { reference } = pushCommand.parse(given);
    if (!findOrder(running.book, reference)) throw new CommandRefused(`no order ${reference}`);
    running.push(running.book.shipments.filter((shipment) => shipment.reference === reference));
  },
  "PUT /_control/webhook": (running, given) => {
    running.webhookUrl = webhookCommand.parse(given).url ?? undefined;
  },
  /** What the next changes are answered with. */
  "PUT /_control/changes": ({ book }, given) => {
    book.answersChanges = changeCommand.parse(given).answer;
  },
  "PUT /_control/stock": ({ book }, given) => Object.assign(book.stock, stockCommand.parse(given)),
};

function ok(result: unknown): Answer {
  return { status: 200, body: result ?? {} };
}
