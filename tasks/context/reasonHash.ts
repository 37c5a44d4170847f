import { keccak256, utf8, type Hex } from "@muniment/protocol";

import type { Arguments } from "./Arguments.js";

/** keccak256 of the reason given with `--reason`; the words themselves stay off chain. */
export function reasonHash(args: Arguments): Hex {
  return keccak256(utf8(args.text("reason")));
}
