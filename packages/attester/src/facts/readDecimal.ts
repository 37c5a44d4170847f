/** A decimal text, perhaps with separators, in 10^-decimals; undefined when it has more decimals. */
export function readDecimal(text: string, decimals: number): bigint | undefined {
  const [whole = "", fraction = ""] = text.replaceAll(",", "").split(".");
  const digits = fraction.replace(/0+$/, "");
  return digits.length > decimals ? undefined : BigInt(whole + digits.padEnd(decimals, "0"));
}
