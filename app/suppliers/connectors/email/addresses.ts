// Which mailboxes does a line of addresses name?

const one = String.raw`[^\s,;@<>"]+@[^\s,;@<>"]+\.[^\s,;@<>".]+`;

/** Several are separated by a comma, a semicolon or a space. */
export const mailAddressesPattern = new RegExp(String.raw`^\s*${one}(?:[\s,;]+${one}){0,9}[\s,;]*$`);

export const mailAddresses = (text: string): string[] => [...new Set(text.split(/[\s,;]+/).filter((part) => part !== ""))];
