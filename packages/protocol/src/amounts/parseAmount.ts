import { ProtocolError } from "../errors.js";

/**
 * Reads a plain decimal text as a whole number of its smallest parts.
 * @param decimals Most decimals allowed; the result is in 10^-decimals.
 * @throws AMOUNT_INVALID
 * @example parseAmount("1250.5", 2) === 125050n
 */
export function parseAmount(text: string, decimals: number): bigint {
  const refuse = (problem: string) =>
    new ProtocolError("AMOUNT_INVALID", { value: JSON.stringify(text), decimals, problem });
  const match = /^(0|[1-9][0-9]*)(?:\.([0-9]+))?$/.exec(text);
  if (match === null) throw refuse("it is not digits with at most one point");
  const [, whole = "", fraction = ""] = match;
  if (fraction.length > decimals) throw refuse(`it has ${String(fraction.length)} decimals`);
  if (whole.length > 60) throw refuse("it is too long");
  return BigInt(whole + fraction.padEnd(decimals, "0"));
}
