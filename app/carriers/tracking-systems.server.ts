// Who can follow a parcel for us? Each system is made with the merchant's own account.
import { createSeventeenTrack } from "./seventeen-track/client.server.ts";

export const trackingSystems = { "seventeen-track": createSeventeenTrack } as const;
