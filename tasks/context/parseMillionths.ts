import { ProtocolError } from "@muniment/protocol";

const DECIMALS = 6;

/** A decimal amount of money as millionths of its currency, as the contracts keep it. @throws ARGUMENT_INVALID */
export function parseMillionths(text: string): bigint {
  const match = /^(\d+)(?:\.(\d{1,6}))?$/.exec(text);
  if (match === null) {
    throw new ProtocolError("ARGUMENT_INVALID", {
      option: "amount",
      value: text,
      expected: "digits with at most six decimals",
    });
  }
  return BigInt((match[1] ?? "") + (match[2] ?? "").padEnd(DECIMALS, "0"));
}
