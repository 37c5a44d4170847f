import type { DecodedTransaction } from "@muniment/protocol";

const transaction = 21_000;
const accessAddress = 2_400;
const accessKey = 1_900;
const authorization = 25_000;
/** EIP-7623: a zero byte of data is one token, another byte four; what a token costs, and costs at least. */
const token = 4;
const floorToken = 10;

/** The least gas limit of a call (EIP-2930, EIP-7623, EIP-7702), before anything is recovered or executed. */
export function intrinsicGas(decoded: DecodedTransaction): bigint {
  const { bytes, dataStart, dataEnd, accessListAddresses, accessListKeys, authorizations } = decoded;
  let tokens = 0;
  for (let at = dataStart; at < dataEnd; at++) tokens += bytes[at] === 0 ? 1 : 4;
  const listed =
    accessListAddresses * accessAddress + accessListKeys * accessKey + authorizations * authorization;
  return BigInt(transaction + Math.max(tokens * token + listed, tokens * floorToken));
}
