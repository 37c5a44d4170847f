import { keccak256 } from "ethers";

import { BridgedToken__factory } from "../../../../typechain-types/index.js";

/** keccak256 of the creation code of the forms that tokens have on L2 (spec/bridge.md, BRIDGE-14). */
export function formCodeHash(): string {
  return keccak256(new BridgedToken__factory().bytecode);
}
