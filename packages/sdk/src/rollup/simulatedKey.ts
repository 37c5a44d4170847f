import { keccak256, utf8, type Hex } from "@muniment/protocol";

/**
 * The key of a name of a development chain: anybody can make it, so it guards nothing (spec/deployment.md, DEPLOY-5).
 * @param name As in the parameters, without `simulated:`.
 * @example new Wallet(simulatedKey("committer"));
 */
export function simulatedKey(name: string): Hex {
  return keccak256(utf8(`muniment simulated key ${name}`));
}
