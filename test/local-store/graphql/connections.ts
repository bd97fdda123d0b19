// Which page of a list is asked for? The same cursors, edges and page facts for every connection.

import { GraphQLError } from "graphql";
import { own, type Models } from "./models.ts";

export type ConnectionArgs = {
  first?: number | null;
  last?: number | null;
  after?: string | null;
  before?: string | null;
  reverse?: boolean | null;
};

export type Edge<Node> = { node: Node; cursor: string };

export type Connection<Node> = {
  edges: Edge<Node>[];
  nodes: Node[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
};

type SortValue = string | number;
type Position = { last_id: string; last_value: SortValue };

const largestPage = 250;

/**
 * A cursor holds the sort value and the id, not an offset: a row that moves while somebody pages is neither
 * repeated nor lost before it.
 */
export function connect<Node extends { id: string }>(
  items: readonly Node[],
  args: ConnectionArgs,
  sortValueOf?: (item: Node) => SortValue,
): Connection<Node> {
  const size = pageSize(args);
  const within = between(items, args, sortValueOf ?? ((item) => items.indexOf(item)));
  const isForward = args.first != null;
  const page = isForward ? within.slice(0, size) : within.slice(Math.max(0, within.length - size));
  const edges = page.map(({ node, at }) => ({ node, cursor: writeCursor(at) }));
  const isCutOff = within.length > page.length;
  return {
    edges,
    nodes: edges.map((edge) => edge.node),
    pageInfo: {
      hasNextPage: isForward ? isCutOff : args.before != null,
      hasPreviousPage: isForward ? args.after != null : isCutOff,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

/** For lists that lose entries while somebody pages: a place in the list would shift. Ids of one kind are of one length. */
export function byId(item: { id: string }): string {
  return item.id;
}

function between<Node extends { id: string }>(items: readonly Node[], args: ConnectionArgs, valueOf: (item: Node) => SortValue) {
  const direction = args.reverse ? -1 : 1;
  const positioned = items.map((node) => ({ node, at: { last_id: node.id, last_value: valueOf(node) } }));
  positioned.sort((left, right) => comparePositions(left.at, right.at) * direction);
  const after = readCursor(args.after);
  const before = readCursor(args.before);
  return positioned.filter(({ at }) =>
    (after === null || comparePositions(at, after) * direction > 0) && (before === null || comparePositions(at, before) * direction < 0));
}

function pageSize(args: ConnectionArgs): number {
  const size = args.first ?? args.last;
  if (size == null) throw badRequest("you must provide one of first or last");
  if (args.first != null && args.last != null) throw badRequest("providing both first and last is not supported");
  if (size < 0 || size > largestPage) throw badRequest(`a page must hold between 0 and ${largestPage} entries`);
  return size;
}

function badRequest(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: "BAD_REQUEST" } });
}

function comparePositions(left: Position, right: Position): number {
  if (left.last_value !== right.last_value) return left.last_value < right.last_value ? -1 : 1;
  if (left.last_id.length !== right.last_id.length) return left.last_id.length - right.last_id.length;
  return left.last_id < right.last_id ? -1 : Number(left.last_id > right.last_id);
}

function writeCursor(position: Position): string {
  return Buffer.from(JSON.stringify(position)).toString("base64");
}

function readCursor(cursor: string | null | undefined): Position | null {
  if (cursor == null) return null;
  try {
    const read = JSON.parse(Buffer.from(cursor, "base64").toString("utf8")) as Position;
    if (typeof read.last_id === "string") return read;
  } catch {
    // Falls through to the same answer as a cursor of the wrong form.
  }
  throw new GraphQLError("Invalid cursor for current pagination sort.", { extensions: { code: "INVALID_FIELD_ARGUMENTS" } });
}

const connectionFields = own<Connection<unknown>>("edges", "nodes", "pageInfo");
const edgeFields = own<Edge<unknown>>("node", "cursor");

/** The connection and edge types of the named nodes. */
export function connectionModels(...nodeTypes: string[]): Models {
  return Object.fromEntries(nodeTypes.flatMap((name) => [[`${name}Connection`, connectionFields], [`${name}Edge`, edgeFields]]));
}

export const pageInfoModel: Models = {
  PageInfo: own<Connection<unknown>["pageInfo"]>("hasNextPage", "hasPreviousPage", "startCursor", "endCursor"),
};
