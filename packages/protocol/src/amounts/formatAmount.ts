/**
 * Writes a whole number of smallest parts as a decimal text, with all decimals.
 * @param value Not negative.
 * @example formatAmount(125050n, 2) === "1250.50"
 */
export function formatAmount(value: bigint, decimals: number): string {
  const digits = value.toString().padStart(decimals + 1, "0");
  if (decimals === 0) return digits;
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
