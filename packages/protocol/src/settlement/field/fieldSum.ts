import { fieldModulus } from "./fieldModulus.js";

/** Sum in the field; either number may be below zero. */
export function fieldSum(one: bigint, other: bigint): bigint {
  const rest = (one + other) % fieldModulus;
  return rest < 0n ? rest + fieldModulus : rest;
}
