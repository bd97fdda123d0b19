// Generates and builds everything that is stale: for images, where the start should find it done.
import { prepare } from "./prepare.ts";

await prepare({ build: true });
