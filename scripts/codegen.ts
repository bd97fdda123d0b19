// What types do our GraphQL documents have? Worked out offline from the vendored Admin schema.
// The output opens with a fingerprint of everything it was made from, which tells whether it is stale.
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { generate } from "@graphql-codegen/cli";
import { Kind, parse } from "graphql";
import { z } from "zod";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = join(root, "app/shopify/graphql");
const output = join(folder, "generated.ts");
const schemaFile = join(root, "test/local-store/schema/admin_2026-10.json.gz");

/** Amounts, instants and ids stay text: a number would round them. */
const scalars = {
  ARN: "string", BigInt: "string", Color: "string", Date: "string", DateTime: "string", Decimal: "string",
  FormattedString: "string", HTML: "string", ID: "string", JSON: "unknown", Money: "string", StorefrontID: "string",
  URL: "string", UnsignedInt64: "string", UtcOffset: "string",
};

type Source = { file: string; text: string };

function documentFiles(): string[] {
  return readdirSync(folder).filter((name) => name.endsWith(".ts") && name !== "generated.ts").sort();
}

/** Every text between graphql(` and `), exactly as written: the generated lookup is keyed on it. */
export function listDocuments(): Source[] {
  return documentFiles().flatMap((file) => {
    const source = readFileSync(join(folder, file), "utf8");
    return [...source.matchAll(/\bgraphql\(`([^`]*)`\)/g)].map((match) => ({ file, text: match[1] ?? "" }));
  });
}

function fingerprint(): string {
  const hash = createHash("sha256");
  for (const { file, text } of listDocuments()) hash.update(`${file}\0${text}\0`);
  hash.update(readFileSync(schemaFile));
  hash.update(readFileSync(fileURLToPath(import.meta.url)));
  return `// Made by scripts/codegen.ts from the documents beside it: ${hash.digest("hex")}\n`;
}

export function isCodegenStale(): boolean {
  return !existsSync(output) || !readFileSync(output, "utf8").startsWith(fingerprint());
}

export async function runCodegen(): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), "daifa-codegen-"));
  try {
    const schema = join(scratch, "schema.json");
    const { data } = z.object({ data: z.unknown() }).parse(JSON.parse(gunzipSync(readFileSync(schemaFile)).toString()));
    writeFileSync(schema, JSON.stringify(data));
    const documents = join(scratch, "documents.graphql");
    const sources = listDocuments();
    writeFileSync(documents, sources.map((source) => source.text).join("\n"));
    const [made] = z.array(z.object({ content: z.string() })).parse(
      await generate({
        schema,
        documents,
        silent: true,
        generates: {
          [output]: {
            plugins: ["typescript-operations", "typed-document-node"],
            config: {
              scalars, strictScalars: true, enumsAsTypes: true, enumType: "string-literal",
              useTypeImports: true, nonOptionalTypename: true, disableDescriptions: true,
              futureProofEnums: true, immutableTypes: true, maybeValue: "T | null",
            },
          },
        },
      }, false),
    );
    writeFileSync(output, `${fingerprint()}${made?.content ?? ""}\n${lookup(sources)}`);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** The function that gives each document text its parsed and typed twin. */
function lookup(sources: readonly Source[]): string {
  const named = sources.map(({ file, text }) => ({ text: JSON.stringify(text), name: `${operationName(file, text)}Document` }));
  const overloads = named.map(({ text, name }) => `export function graphql(source: ${text}): typeof ${name};`);
  const entries = named.map(({ text, name }) => `  [${text}, ${name}],`);
  return [
    "const documents = new Map<string, unknown>([", ...entries, "]);", "",
    ...overloads,
    "export function graphql(source: string): unknown {",
    "  const document = documents.get(source);",
    '  if (!document) throw new Error("a GraphQL document is newer than its types: run node scripts/codegen.ts");',
    "  return document;",
    "}", "",
  ].join("\n");
}

function operationName(file: string, text: string): string {
  const operation = parse(text).definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (!operation?.name) throw new Error(`${file}: each graphql() text holds one named operation`);
  return operation.name.value;
}

if (import.meta.main && isCodegenStale()) await runCodegen();
