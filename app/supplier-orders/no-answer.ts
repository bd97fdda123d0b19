// Which open problems does any answer of the supplier's settle? By their keys, one each for an order.
export const noAnswerKey = (supplierOrderId: string): string => `no_answer:${supplierOrderId}`;
export const bouncedKey = (supplierOrderId: string): string => `mail_bounced:${supplierOrderId}`;

export const settledByAnswer = (supplierOrderId: string): string[] => [noAnswerKey(supplierOrderId), bouncedKey(supplierOrderId)];
