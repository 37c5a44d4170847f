import type { Hex } from "../bytes/Hex.js";

/**
 * One salted field of a document.
 * @param name Name as in the schema.
 * @param value The field's bytes: UTF-8 for texts.
 * @param salt 32 bytes nobody can guess.
 */
export interface Field {
  readonly name: string;
  readonly value: Uint8Array;
  readonly salt: Hex;
}
