import { encodeRlp, fromHex, keccak256 } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import { bytesOfWord } from "./instructions/bytesOfWord.js";

function addressIn(hash: Hex): Hex {
  return `0x${hash.slice(26)}`;
}

/** Address of the contract that an account makes with a nonce. */
export function createAddress(creator: Hex, nonce: bigint): Hex {
  return addressIn(keccak256(encodeRlp([fromHex(creator, 20), nonce])));
}

/** The same for CREATE2 (EIP-1014). @param code keccak256 of the init code. */
export function create2Address(creator: Hex, salt: bigint, code: Hex): Hex {
  return addressIn(
    keccak256(Uint8Array.of(0xff), fromHex(creator, 20), bytesOfWord(salt), fromHex(code, 32)),
  );
}
