// A supplier's notice as it waits in the queue: what the connector read, written as JSON.
import { z } from "zod";

const optionalText = z.string().optional();

export const noticeSchema = z.object({
  reference: z.string(),
  shipmentReference: z.string(),
  shippedAt: optionalText,
  parcels: z.array(
    z.object({
      trackingNumber: z.string(),
      company: optionalText,
      url: optionalText,
      /** In the supplier's packs. */
      lines: z.array(z.object({ lineReference: z.string(), quantity: z.number() })),
      weightGrams: z.number().optional(),
      firstLegNumber: optionalText,
      lastMileNumber: optionalText,
      lastMileCompany: optionalText,
      photoUrl: optionalText,
    }),
  ),
  problems: z.array(z.object({ path: z.string(), text: z.string() })),
});

export type Notice = z.infer<typeof noticeSchema>;
