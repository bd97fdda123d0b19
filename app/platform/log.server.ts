// What happened, for the people who run Daifa: one JSON line an event, with shop, order and step beside it.
// Addresses, names, e-mails, tokens and query strings never reach it: fields are chosen, and these paths are censored.
import { pino, type DestinationStream, type Logger } from "pino";
import type { Env } from "./env.server.ts";
import { logFields } from "./log-fields.server.ts";

export type Log = Logger;

const censored = [
  "accessToken", "refreshToken", "authorization", "password", "secret", "token", "email", "phone", "address",
  "id_token", "headers.authorization", "headers.cookie", "req.headers",
];

export function createLog(level: Env["LOG_LEVEL"], destination?: DestinationStream): Log {
  const options = { level, base: null, mixin: () => ({ ...logFields() }), redact: { paths: censored, censor: "[removed]" } };
  return destination ? pino(options, destination) : pino(options);
}
