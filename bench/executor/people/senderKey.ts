import { keccak256, utf8, fromHex } from "@muniment/protocol";

/** The private key of a sender; of no use but here. */
export function senderKey(seed: number, index: number): Uint8Array {
  return fromHex(keccak256(utf8(`muniment bench ${seed} sender ${index}`)));
}
