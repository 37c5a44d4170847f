import { dataLength, getBytes } from "ethers";

/** Gas of a generated verifier at the most, without its calldata: the largest circuit's. */
export const verifierGas = 800_000n;

/** Bytes of the proofs that they take, by the operations of a batch. */
export const proofSizes = { 2: 9_152, 8: 9_536, 24: 10_304 } as const;

/**
 * Gas of a call without its transaction's own and its calldata's.
 * @param gas All of it.
 * @param input The call's data.
 */
export function callGas(gas: bigint, input: string): bigint {
  const zeros = getBytes(input).filter((byte) => byte === 0).length;
  return gas - 21_000n - 16n * BigInt(dataLength(input) - zeros) - 4n * BigInt(zeros);
}
