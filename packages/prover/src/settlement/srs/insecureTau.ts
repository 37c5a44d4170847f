import { keccak256, utf8 } from "@muniment/protocol";
import { bn254 } from "@noble/curves/bn254.js";

/**
 * The secret of the development SRS, which everybody knows: with it anybody proves anything. It is for tests, for
 * development, and for no chain on which something has a value.
 */
export const insecureTau =
  BigInt(keccak256(utf8("INSECURE muniment development SRS"))) % bn254.fields.Fr.ORDER;
