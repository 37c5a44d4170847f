import { Keccak } from "@muniment/executor";
import { fromHex } from "@muniment/protocol";
import type { Holding } from "./Holding.js";

const wordSize = 32;
const pairSize = 64;

/** 32 bytes of a number. */
export function wordBytes(value: bigint): Uint8Array {
  return fromHex(`0x${value.toString(16).padStart(pairSize, "0")}`, wordSize);
}

/** Where Solidity puts the entries of mappings: keccak256(key ‖ slot), and once more for the second key. */
export class SlotKeys {
  readonly #keccak = new Keccak();
  readonly #mapping: Uint8Array;
  readonly #then: Uint8Array | undefined;

  constructor({ mapping, then }: Pick<Holding, "mapping" | "then">) {
    this.#mapping = wordBytes(mapping);
    this.#then = then === undefined ? undefined : wordBytes(then);
  }

  /** Writes the slot of the holder whose address lies in `addresses` at `from`. */
  write(addresses: Uint8Array, from: number, target: Uint8Array, offset: number): void {
    const message = this.#keccak.message(pairSize);
    message.fill(0, 0, 12);
    for (let byte = 0; byte < 20; byte++) message[12 + byte] = addresses[from + byte] as number;
    message.set(this.#mapping, wordSize);
    this.#keccak.digest(pairSize, target, offset);
    if (this.#then === undefined) return;
    message.set(this.#then);
    for (let byte = 0; byte < wordSize; byte++) message[wordSize + byte] = target[offset + byte] as number;
    this.#keccak.digest(pairSize, target, offset);
  }
}
