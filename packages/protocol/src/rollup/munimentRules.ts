import { utf8 } from "../bytes/utf8.js";
import { keccak256 } from "../bytes/keccak256.js";

/** keccak256 of the name of the rules that a lane begins with: what stands in its headers (spec/rollup.md, ROLLUP-3). */
export const munimentRules = keccak256(utf8("muniment"));
