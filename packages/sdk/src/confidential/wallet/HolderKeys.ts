import {
  fieldModulus,
  fromHex,
  Grumpkin,
  keccak256,
  keyOf,
  nullifierKeyHash,
  utf8,
} from "@muniment/protocol";
import type { GrumpkinKey, Hex } from "@muniment/protocol";
import { documentShapes } from "../documents/documentShapes.js";
import { parseDocument } from "../documents/parseDocument.js";
import type { HolderBox } from "./HolderBox.js";

/** All keys of one holder, which come of one seed (SETTLE-101). A nullifier key is for one note, so that who learns it reads no other. */
export class HolderKeys {
  readonly secret: bigint;
  readonly key: GrumpkinKey;
  readonly #seed: Hex;
  readonly #known: { readonly nullifierKey: bigint; readonly hash: bigint }[] = [];

  /**
   * @param seed 32 bytes, in small letters.
   * @throws SETTLEMENT_DOCUMENT_INVALID, which does not show it
   */
  constructor(seed: Hex) {
    this.#seed = parseDocument("seed", documentShapes.hash, seed);
    this.secret = 1n + (this.#draw("muniment.settlement.secret", 0) % (Grumpkin.Fn.ORDER - 1n));
    this.key = keyOf(this.secret);
  }

  /** @param index From 0. */
  nullifierKey(index: number): bigint {
    return this.#at(index).nullifierKey;
  }

  /** What payers are told of a nullifier key. */
  keyHash(index: number): bigint {
    return this.#at(index).hash;
  }

  /** Number of the nullifier key with a hash, among the first ones. */
  indexOf(hash: bigint, count: number): number | undefined {
    for (let index = 0; index < count; index++) if (this.keyHash(index) === hash) return index;
    return undefined;
  }

  /**
   * One of the elements that a box's operation is made of (SETTLE-115): the same each time, so that the box is known
   * before the amount is.
   * @param box Asset, and number of the nullifier key that the box's note has.
   * @param place From 0.
   */
  boxElement({ asset, keyIndex }: HolderBox, place: number): bigint {
    return this.#draw(`muniment.settlement.box ${String(asset)} ${String(keyIndex)}`, place) % fieldModulus;
  }

  #at(index: number): { readonly nullifierKey: bigint; readonly hash: bigint } {
    for (let next = this.#known.length; next <= index; next++) {
      const nullifierKey = this.#draw("muniment.settlement.nullifier", next) % fieldModulus;
      this.#known.push({ nullifierKey, hash: nullifierKeyHash(nullifierKey) });
    }
    return this.#known[index] as { readonly nullifierKey: bigint; readonly hash: bigint };
  }

  /** 512 bits, so that the rest by a modulus is as good as even. */
  #draw(purpose: string, index: number): bigint {
    const [high, low] = [0, 1].map((part) =>
      keccak256(utf8(`${purpose} ${String(index)} ${String(part)} `), fromHex(this.#seed)),
    ) as [Hex, Hex];
    return (BigInt(high) << 256n) + BigInt(low);
  }
}
