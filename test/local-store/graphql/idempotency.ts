// Was this very change asked for before? Some mutations must carry @idempotent(key:); the same key gets its first answer again.

import { createHash } from "node:crypto";
import { getDirectiveValues, GraphQLError, type GraphQLResolveInfo } from "graphql";
import type { ShopState } from "../shop-state.ts";
import { userError, type GraphqlContext, type Resolve, type UserError } from "./models.ts";

type Answer = { userErrors: UserError[] };
type Kept = { asked: string; answer: Answer };

/** As long as the store runs; Shopify forgets a key after a day. */
const kept = new WeakMap<ShopState, Map<string, Kept>>();

/** The key that the document gives this field; resolvers get it through their context. */
export function idempotencyKeyOf(info: GraphQLResolveInfo): string | undefined {
  const directive = info.schema.getDirective("idempotent");
  const [node] = info.fieldNodes;
  const values = directive && node ? getDirectiveValues(directive, node, info.variableValues) : undefined;
  return values?.["key"] === undefined ? undefined : String(values["key"]);
}

/** `empty` is the mutation's answer with nothing in it, for a key that was used for something else. */
export function idempotent(root: string, empty: object, run: (root: unknown, args: never, context: GraphqlContext) => Answer): Resolve {
  return (source: unknown, args: never, context: GraphqlContext) => {
    const key = context.idempotencyKey;
    if (key === undefined) {
      throw new GraphQLError("The @idempotent directive is required for this mutation but was not provided.", { extensions: { code: "BAD_REQUEST" } });
    }
    const answers = answersOf(context.shop);
    const asked = createHash("sha256").update(JSON.stringify([root, args])).digest("hex");
    const before = answers.get(key);
    if (before && before.asked !== asked) {
      return { ...empty, userErrors: [userError(null, "The same idempotency key cannot be used with different parameters.", "IDEMPOTENCY_KEY_PARAMETER_MISMATCH")] };
    }
    if (before) return before.answer;
    const answer = run(source, args, context);
    if (answer.userErrors.length === 0) answers.set(key, { asked, answer });
    return answer;
  };
}

function answersOf(shop: ShopState): Map<string, Kept> {
  const answers = kept.get(shop) ?? new Map<string, Kept>();
  kept.set(shop, answers);
  return answers;
}
