// Which carriers do we recognise by number? In matching order: the more a number proves, the earlier.
import type { Carrier } from "./carrier.ts";
import { ups } from "./ups/carrier.ts";
import { usps } from "./usps/carrier.ts";

export const carriers: readonly Carrier[] = [ups, usps];
