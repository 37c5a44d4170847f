import { ProtocolError } from "@muniment/protocol";

/**
 * A whole number that an option was given; `10k` and `1M` are 10,000 and 1,000,000.
 * @param least Smallest that is taken.
 * @throws ARGUMENT_INVALID
 */
export function wholeOption(value: string, option: string, least: number): number {
  const [, digits, unit] = /^(\d{1,9})([kM]?)$/.exec(value) ?? [];
  const found = Number(digits) * ({ k: 1000, M: 1_000_000 }[unit ?? ""] ?? 1);
  if (found >= least && found < 2 ** 31) return found;
  throw new ProtocolError("ARGUMENT_INVALID", {
    value,
    option,
    expected: `a whole number from ${least}, such as 2000, 10k or 1M`,
  });
}
