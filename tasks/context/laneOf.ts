import type { Arguments } from "./Arguments.js";

/** Lane of --lane, 1 without it. */
export function laneOf(args: Arguments): bigint {
  return args.optional("lane") === undefined ? 1n : args.amount("lane");
}
