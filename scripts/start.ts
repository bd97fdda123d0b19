// `npm start`. What it does is in run-production.ts.
import { runProduction } from "./run-production.ts";

await runProduction();
