import type { Hex } from "@muniment/protocol";
import { AbiCoder, keccak256 } from "ethers";

import { wordOf } from "../bridge/wordOf.js";

/** Where Lifecycle keeps assets: slot 1, a mapping; in an asset's struct head and number of checkpoints lie at 3 and 4. */
const ASSETS = 1n;
const HEAD = 3n;
const CHECKPOINTS = 4n;

/** The slots of Lifecycle that have the head of an asset's checkpoint chain, and how many checkpoints it has. */
export function lifecycleSlots(asset: Hex): { readonly head: Hex; readonly checkpoints: Hex } {
  const encoded = AbiCoder.defaultAbiCoder().encode(["bytes32", "uint256"], [asset, ASSETS]);
  const first = BigInt(keccak256(encoded));
  return { head: wordOf(first + HEAD), checkpoints: wordOf(first + CHECKPOINTS) };
}
