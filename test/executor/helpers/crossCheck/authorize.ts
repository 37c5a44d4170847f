import type { CaseAuthorization } from "@muniment/executor/reference";
import { fromHex, type Hex, keccak256 } from "@muniment/protocol";
import { encodeRlp, SigningKey, toBeArray } from "ethers";

/** Which of a few known keys signs, and what. */
export interface Authorization {
  readonly key: number;
  readonly address: Hex;
  readonly chainId?: bigint;
  readonly nonce?: bigint;
}

/** A signed tuple of an EIP-7702 authorization list. */
export function authorize({ key, address, chainId = 1n, nonce = 0n }: Authorization): CaseAuthorization {
  const signer = new SigningKey(Uint8Array.from({ length: 32 }, () => key));
  const encoded = fromHex(encodeRlp([toBeArray(chainId), address, toBeArray(nonce)]));
  const { r, s, yParity } = signer.sign(keccak256(Uint8Array.of(5), encoded));
  const authority: Hex = `0x${keccak256(fromHex(signer.publicKey).subarray(1)).slice(26)}`;
  return { chainId, address, nonce, yParity: BigInt(yParity), r: BigInt(r), s: BigInt(s), authority };
}
