/** A decimal number without separators, leading zeros or an idle fraction: 1,000.50 becomes 1000.5. */
export function canonicalCount(text: string): string {
  const [whole = "", fraction = ""] = text.replaceAll(",", "").split(".");
  const rest = fraction.replace(/0+$/, "");
  return (whole.replace(/^0+(?=\d)/, "") || "0") + (rest === "" ? "" : `.${rest}`);
}
