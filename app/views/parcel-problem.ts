// Which problems with a parcel in Shopify does a person settle with one click?

export const parcelVerdicts = ["send_again", "leave", "add_number"] as const;
export type ParcelVerdict = (typeof parcelVerdicts)[number];

const verdictsOf: Readonly<Record<string, readonly ParcelVerdict[]>> = {
  fulfillment_cancelled_in_shopify: ["send_again", "leave"],
  "write_back.already_fulfilled": ["add_number"],
};

export const parcelVerdictsFor = (code: string): readonly ParcelVerdict[] => verdictsOf[code] ?? [];
