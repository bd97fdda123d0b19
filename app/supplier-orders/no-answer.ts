// One open problem for an order whose supplier says nothing, by this key.
export const noAnswerKey = (supplierOrderId: string): string => `no_answer:${supplierOrderId}`;
