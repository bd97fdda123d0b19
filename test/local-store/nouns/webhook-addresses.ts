// May a webhook go to this address? Refusals are worded as recorded, several for one address.

import { appNumber } from "../ids.ts";

const largestAddress = 65_535;
const gcpProject = /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/;
const gcpTopic = /^(?!goog)[a-z][\w.~+%-]{2,254}$/i;
const arnPattern = /^arn:aws:events:[a-z0-9-]+::event-source\/aws\.partner\/shopify\.com(?:\.test)?\/(\d+)\/.+$/;

export type WebhookEndpoint =
  | { kind: "WebhookHttpEndpoint"; callbackUrl: string }
  | { kind: "WebhookEventBridgeEndpoint"; arn: string }
  | { kind: "WebhookPubSubEndpoint"; pubSubProject: string; pubSubTopic: string };

export function endpointOf(uri: string): WebhookEndpoint {
  if (uri.startsWith("arn:")) return { kind: "WebhookEventBridgeEndpoint", arn: uri };
  const [, pubSubProject, pubSubTopic] = /^pubsub:\/\/([^:]+):(.+)$/.exec(uri) ?? [];
  if (pubSubProject !== undefined && pubSubTopic !== undefined) return { kind: "WebhookPubSubEndpoint", pubSubProject, pubSubTopic };
  return { kind: "WebhookHttpEndpoint", callbackUrl: uri };
}

export function isCloud(uri: string): boolean {
  return endpointOf(uri).kind !== "WebhookHttpEndpoint";
}

export function addressProblems(uri: string): string[] {
  if (uri === "") return ["Address can't be blank"];
  if (uri.length > largestAddress) return ["Address is too big (maximum is 64 KB)"];
  if (uri.startsWith("arn:")) return arnProblems(uri);
  const protocol = /^([a-z]+):\/\//i.exec(uri)?.[1]?.toLowerCase();
  if (protocol === "pubsub") return pubSubProblems(uri);
  if (protocol !== undefined && protocol !== "https") return [`Address protocol ${protocol}:// is not supported`, ...(protocol === "kafka" ? ["Address is not a valid kafka topic"] : [])];
  if (!URL.canParse(uri)) return ["Address is invalid"];
  const isInside = /^https:\/\/[^/]*(shopify\.com|localhost|\.internal)(\/|$)/i.test(uri);
  return isInside ? ["Address cannot be a Shopify or an internal domain"] : [];
}

function arnProblems(uri: string): string[] {
  const number = arnPattern.exec(uri)?.[1];
  if (number === undefined) return ["Address is invalid", "Address is not a valid AWS ARN"];
  return number === appNumber ? [] : ["Address is invalid", `Address is an AWS ARN and includes api_client_id '${number}' instead of '${appNumber}'`];
}

function pubSubProblems(uri: string): string[] {
  const endpoint = endpointOf(uri);
  if (endpoint.kind !== "WebhookPubSubEndpoint") {
    return ["Address protocol pubsub:// is not supported", "Address is not a valid GCP pub/sub format. Format should be pubsub://project:topic"];
  }
  if (!gcpProject.test(endpoint.pubSubProject)) return ["Address is invalid", "Address is not a valid GCP project id."];
  return gcpTopic.test(endpoint.pubSubTopic) ? [] : ["Address is invalid", "Address is not a valid GCP topic id."];
}
