import { abiWord } from "../bytes/abiWord.js";
import type { Hex } from "../bytes/Hex.js";
import { keccak256 } from "../bytes/keccak256.js";

/**
 * Value hash of an account: keccak256(nonce, 8 bytes ‖ balance, 32 ‖ code hash, 32), numbers big-endian.
 * @param account Balance in wei; `codeHash` is keccak256 of the code, of no bytes for an account without code.
 * @throws INTEGER_OUT_OF_RANGE
 */
export function accountValueHash(account: {
  readonly nonce: bigint;
  readonly balance: bigint;
  readonly codeHash: Hex;
}): Hex {
  return keccak256(
    abiWord("uint64", account.nonce).subarray(24),
    abiWord("uint256", account.balance),
    abiWord("bytes32", account.codeHash),
  );
}
