// Which problems with a mail does a person settle by saying what became of it?

export const mailVerdicts = ["arrived", "repeat"] as const;
export type MailVerdict = (typeof mailVerdicts)[number];

export const mailVerdictsFor = (code: string): readonly MailVerdict[] => (code === "mail_maybe_sent" || code === "mail_bounced" ? mailVerdicts : []);
