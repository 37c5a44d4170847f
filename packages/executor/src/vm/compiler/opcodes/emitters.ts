import { arithmetic } from "./arithmetic.js";
import { bits } from "./bits.js";
import { calls } from "./calls.js";
import type { Emitter } from "./Emitter.js";
import { environment } from "./environment.js";
import { exits } from "./exits.js";
import { logs } from "./logs.js";
import { memory } from "./memory.js";
import { stack } from "./stack.js";
import { storage } from "./storage.js";

/** How each opcode is written; jumps are the business of the path that follows them. */
export const emitters: ReadonlyMap<number, Emitter> = new Map([
  ...[...arithmetic, ...bits, ...environment, ...memory, ...storage],
  ...[...stack, ...logs, ...calls, ...exits],
]);
