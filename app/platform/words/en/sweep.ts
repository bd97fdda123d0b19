// What the sweep found that no webhook had told, fulfillments made outside, and the alarm of the order check.
export const sweep = {} as const;
