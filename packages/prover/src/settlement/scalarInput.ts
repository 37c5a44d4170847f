import type { CircuitInputs } from "./CircuitInputs.js";
import { circuitNumber } from "./circuitNumber.js";

/** A number below the order of Grumpkin, in the two parts that circuits multiply by. */
export function scalarInput(value: bigint): CircuitInputs {
  return { low: circuitNumber(BigInt.asUintN(128, value)), high: circuitNumber(value >> 128n) };
}
