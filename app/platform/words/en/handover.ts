// The sheets of the day that a person passes on, and the replies that are pasted back.
export const handover = {
} as const satisfies Record<string, string>;
