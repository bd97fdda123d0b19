// Every arm, in the order in which they run: first the door alone, then the whole path, last what fills the database.
import type { Arm } from "./arm.ts";
import { idleAck } from "./arms/idle-ack.ts";
import { intake } from "./arms/intake.ts";
import { overload } from "./arms/overload.ts";
import { storm } from "./arms/storm.ts";

export const arms: readonly Arm[] = [intake, idleAck, storm, overload];
