// Who do suppliers see as the sender, and is the shop's own address ready?

export type MailSettingsPage = {
  readonly isSetUp: boolean;
  readonly signs: boolean;
  readonly ourAddress: string;
  readonly shopName: string;
  readonly fromName: string;
  readonly replyTo: string;
  readonly fromAddress: string;
  readonly records: readonly { readonly kind: "spf" | "dkim"; readonly name: string; readonly value: string; readonly isSeen: boolean }[];
};
