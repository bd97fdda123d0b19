// Which of the next deliveries go wrong on purpose?

/**
 * drop: never sent, as if Shopify lost it. duplicate: sent `copies` times at once under one webhook id.
 * delay: sent `delayMs` later. reorder: sent after the delivery that follows it.
 */
export type WebhookFault = {
  kind: "drop" | "duplicate" | "delay" | "reorder";
  /** Null matches every topic. */
  topic: string | null;
  /** Deliveries still to be hit. */
  times: number;
  copies?: number;
  delayMs?: number;
};

export function takeWebhookFault(faults: WebhookFault[], topic: string): WebhookFault | undefined {
  const fault = faults.find((candidate) => candidate.times > 0 && (candidate.topic === null || candidate.topic === topic));
  if (fault) fault.times -= 1;
  return fault;
}
