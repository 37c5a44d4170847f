import type { DecodedTransaction } from "@muniment/protocol";

/** What a transaction costs before it runs, and costs at least (EIP-2028, EIP-2930, EIP-3860, EIP-7623, EIP-7702). */
export interface TransactionGas {
  readonly intrinsic: bigint;
  readonly floor: bigint;
}

const base = 21_000;
const perToken = { intrinsic: 4, floor: 10 } as const;
const listed = { address: 2400, key: 1900, authorization: 25_000 } as const;
const creation = { base: 32_000, word: 2 } as const;

/** The gas of a decoded transaction. */
export function gasOf(decoded: DecodedTransaction): TransactionGas {
  const { bytes, dataStart, dataEnd, to } = decoded;
  let tokens = 0;
  for (let at = dataStart; at < dataEnd; at++) tokens += bytes[at] === 0 ? 1 : 4;
  const lists =
    decoded.accessListAddresses * listed.address +
    decoded.accessListKeys * listed.key +
    decoded.authorizations * listed.authorization;
  const created = to < 0 ? creation.base + creation.word * Math.ceil((dataEnd - dataStart) / 32) : 0;
  return {
    intrinsic: BigInt(base + tokens * perToken.intrinsic + lists + created),
    floor: BigInt(base + tokens * perToken.floor),
  };
}
