// What does this process need to know before it may start?
// Read once; everything missing or malformed is named in one message, so that nobody mends names one boot at a time.
import { z } from "zod";

const nonEmpty = z.string().trim().min(1);
const withoutTrailingSlash = nonEmpty.transform((url) => url.replace(/\/+$/, ""));
const listOf = z
  .string()
  .default("")
  .transform((text) => text.split(",").map((part) => part.trim()).filter(Boolean));

const schema = z.object({
  NODE_ENV: z.enum(["production", "development", "test"]).default("production"),
  ROLE: z.enum(["all", "web", "worker"]).default("all"),
  HOST: nonEmpty.default("0.0.0.0"),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  /** Where Prometheus reads /metrics, for itself alone; without a port there is none. */
  METRICS_HOST: nonEmpty.default("127.0.0.1"),
  METRICS_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  LOG_LEVEL: z.enum(["silent", "error", "warn", "info", "debug"]).default("info"),
  DATABASE_URL: nonEmpty,
  DATABASE_QUEUE_URL: nonEmpty,
  SHOPIFY_API_KEY: nonEmpty,
  SHOPIFY_API_SECRET: nonEmpty,
  /** The secret before the last rotation: Shopify signs with the oldest unrevoked one for up to an hour. */
  SHOPIFY_API_SECRET_PREVIOUS: nonEmpty.optional(),
  SHOPIFY_APP_URL: withoutTrailingSlash.pipe(z.url()),
  /** "2:<base64>,1:<base64>", 32 bytes each: the first seals, all open. */
  TOKEN_KEYS: nonEmpty,
  /** IP addresses that outgoing calls may reach although private; for local work only. */
  ALLOW_PRIVATE_ADDRESSES: listOf,
  SEVENTEEN_TRACK_URL: withoutTrailingSlash.pipe(z.url()).default("https://api.17track.net"),
  SEVENTEEN_TRACK_TOKEN: nonEmpty.optional(),
  /** Mail to suppliers: "smtps://user:password@smtp.example.com". Without it nothing is mailed. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.email().optional(),
  MAIL_DKIM_DOMAIN: nonEmpty.optional(),
  MAIL_DKIM_SELECTOR: nonEmpty.optional(),
  MAIL_DKIM_KEY: nonEmpty.optional(),
  /** The domain whose mail exchanger is our own door for bounces, and the port of that door. */
  MAIL_BOUNCE_DOMAIN: nonEmpty.optional(),
  MAIL_BOUNCE_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  /** Where SPF and DKIM of shops' own domains are looked up; the computer's own resolvers where absent. */
  DNS_SERVERS: listOf,
});

export type Env = z.infer<typeof schema>;

/** Throws one Error that lists every missing or malformed name. Values are never repeated: they may be secrets. */
export function readEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => {
    const name = issue.path.join(".");
    return given[name] === undefined ? `  ${name} is missing` : `  ${name}: ${issue.message}`;
  });
  throw new Error(`The environment is not complete (see .env.example):\n${lines.join("\n")}`);
}
