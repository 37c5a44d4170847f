import { keccak_256 } from "@noble/hashes/sha3.js";
import { isZero } from "./bytes/isZero.js";
import { padRight } from "./bytes/padRight.js";
import type { Precompile } from "./Precompile.js";
import { recoverPublicKey } from "./signature/recoverPublicKey.js";

const EMPTY = new Uint8Array(0);

/**
 * 0x01: the address that signed a hash. Input: hash 32 bytes, v 32, r 32, s 32. A signature that no key made gives
 * an empty output and is paid for; s in the upper half of its range is accepted, as Ethereum does here.
 */
export const ecrecover: Precompile = { gas: () => 3000, run };

function run(input: Uint8Array): Uint8Array {
  const call = padRight(input, 128);
  const parity = (call[63] ?? 0) - 27;
  if ((parity !== 0 && parity !== 1) || !isZero(call, 32, 31)) return EMPTY;
  const publicKey = recoverPublicKey(call.slice(64, 128), parity, call.slice(0, 32));
  if (publicKey === undefined) return EMPTY;
  const output = keccak_256(publicKey.subarray(1));
  output.fill(0, 0, 12);
  return output;
}
