import { abiWord } from "../bytes/abiWord.js";
import { fromHex } from "../bytes/fromHex.js";
import type { Hex } from "../bytes/Hex.js";
import { keccak256 } from "../bytes/keccak256.js";
import { utf8 } from "../bytes/utf8.js";
import type { Field } from "./Field.js";

/** Leaf of a field: keccak256(keccak256(abi.encode(keccak256(name), keccak256(value), salt))). Source: ATTEST-21. */
export function fieldLeaf(field: Field): Hex {
  const words = [keccak256(utf8(field.name)), keccak256(field.value), field.salt].map((word) =>
    abiWord("bytes32", word),
  );
  return keccak256(fromHex(keccak256(...words)));
}
