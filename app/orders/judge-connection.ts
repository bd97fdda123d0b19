// Does everything that the app has asked Shopify to tell it reach us, and in the form that we read?
// Shopify does not list what a configuration file subscribes to, so what has come, and what the sweep had to find itself,
// is compared with it.

/** The newest message of one topic. */
export type Heard = { readonly topic: string; readonly at: Date; readonly apiVersion: string };
/** Subscribed to through the API, by whoever had this app's key: not by this app, which has its configuration file. */
export type ExtraSubscription = { readonly id: string; readonly topic: string; readonly uri: string };
/** Orders that no message told of while the app was up. */
export type Untold = { readonly orders: number; readonly firstAt: Date };

export type ConnectionToJudge = {
  /** In Shopify's spelling of messages, such as "orders/create". */
  readonly topics: readonly string[];
  readonly apiVersion: string;
  readonly heard: readonly Heard[];
  readonly extra: readonly ExtraSubscription[];
  /** Of the last day; undefined when there were none. */
  readonly untold: Untold | undefined;
};

export const findingCodes = ["webhooks_silent", "webhook_version_differs", "webhook_topic_unknown", "subscription_extra"] as const;
export type FindingCode = (typeof findingCodes)[number];
export type ConnectionFinding = { readonly code: FindingCode; readonly params: Readonly<Record<string, string | number>> };

export function judgeConnection(connection: ConnectionToJudge): ConnectionFinding[] {
  return [...judgeSilence(connection), ...judgeVersions(connection), ...judgeTopics(connection), ...judgeExtra(connection)];
}

/** Single messages get lost; but when orders come and not one message does, nothing reaches us. */
function judgeSilence({ untold, heard }: ConnectionToJudge): ConnectionFinding[] {
  if (!untold || heard.some(({ topic, at }) => aboutOrders.test(topic) && at > untold.firstAt)) return [];
  return [{ code: "webhooks_silent", params: { orders: untold.orders } }];
}

const aboutOrders = /^(orders|refunds|fulfillments|fulfillment_orders)\//;

/** One configuration, one version: the newest message speaks for all, and what came before an update says nothing. */
function judgeVersions({ topics, heard, apiVersion }: ConnectionToJudge): ConnectionFinding[] {
  const newest = heard.filter(({ topic }) => topics.includes(topic)).toSorted((one, other) => other.at.getTime() - one.at.getTime())[0];
  if (!newest || newest.apiVersion === "" || newest.apiVersion === apiVersion) return [];
  return [{ code: "webhook_version_differs", params: { topic: newest.topic, found: newest.apiVersion, expected: apiVersion } }];
}

function judgeTopics({ topics, heard }: ConnectionToJudge): ConnectionFinding[] {
  const unknown = heard.filter(({ topic }) => !topics.includes(topic));
  return unknown.length > 0 ? [{ code: "webhook_topic_unknown", params: { topics: namesOf(unknown) } }] : [];
}

function judgeExtra({ extra }: ConnectionToJudge): ConnectionFinding[] {
  return extra.length > 0 ? [{ code: "subscription_extra", params: { subscriptions: extra.length, topics: namesOf(extra), addresses: [...new Set(extra.map(({ uri }) => uri))].toSorted().join(", ") } }] : [];
}

const namesOf = (all: readonly { readonly topic: string }[]): string => [...new Set(all.map(({ topic }) => topic))].toSorted().join(", ");
