import { Keccak } from "@muniment/executor";
import { toHex } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import { secp256k1 } from "./secp256k1.js";
import { senderKey } from "./senderKey.js";
import type { Population } from "./Population.js";

const size = 20;

/** Addresses of holders by their number: the senders' from their keys, all others from the seed. */
export class People {
  readonly population: Population;
  readonly #keccak = new Keccak();
  readonly #hash = new Uint8Array(32);
  readonly #senders: Uint8Array;

  constructor(population: Population) {
    this.population = population;
    this.#senders = new Uint8Array(population.senders * size);
    for (let index = 0; index < population.senders; index++) {
      const key = secp256k1.publicKeyCreate(senderKey(population.seed, index), false);
      this.#keccak.message(64).set(key.subarray(1));
      this.#keccak.digest(64, this.#hash, 0);
      this.#senders.set(this.#hash.subarray(12), index * size);
    }
  }

  /** Writes the 20 bytes of a holder's address. @param index 0 … holders - 1. */
  writeAddress(index: number, target: Uint8Array, offset: number): void {
    if (index < this.population.senders) {
      for (let byte = 0; byte < size; byte++)
        target[offset + byte] = this.#senders[index * size + byte] as number;
      return;
    }
    const message = this.#keccak.message(16);
    const words = [this.population.seed, index, 0x686f6c64, 0];
    for (const [word, value] of words.entries()) {
      for (let byte = 0; byte < 4; byte++) message[word * 4 + byte] = value >>> (byte * 8);
    }
    this.#keccak.digest(16, this.#hash, 0);
    for (let byte = 0; byte < size; byte++) target[offset + byte] = this.#hash[byte] as number;
  }

  /** A holder's address as text. */
  address(index: number): Hex {
    const bytes = new Uint8Array(size);
    this.writeAddress(index, bytes, 0);
    return toHex(bytes);
  }
}
