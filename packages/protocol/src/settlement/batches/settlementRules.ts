import { keccak256 } from "../../bytes/keccak256.js";
import { utf8 } from "../../bytes/utf8.js";

/** keccak256 of the name of the rules of settlement lanes: what stands in their headers (SETTLE-65). */
export const settlementRules = keccak256(utf8("muniment.settlement"));
