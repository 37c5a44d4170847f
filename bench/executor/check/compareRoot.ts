import { accountKey, accountValueHash, ProtocolError, referenceStateRoot, slotKey } from "@muniment/protocol";
import type { Hex, StateLeaf } from "@muniment/protocol";
import type { Runtime } from "@muniment/executor";

const word = (value: bigint): Hex => `0x${value.toString(16).padStart(64, "0")}`;

/**
 * Holds a block's state root against the one that follows from all accounts and slots by the letter of the
 * specification. For small states.
 * @param runtime As it is after the block, the hash of the block before settled.
 * @returns How many leaves were compared. @throws BENCH_INVALID
 */
export function compareRoot(runtime: Runtime, root: Hex): number {
  const leaves: StateLeaf[] = [];
  for (const { state } of runtime.accounts.all()) {
    leaves.push({ key: accountKey(state.address), valueHash: accountValueHash(state) });
  }
  for (const { account, key, value } of runtime.accounts.slots()) {
    const { address } = runtime.accounts.read(account);
    leaves.push({ key: slotKey(address, word(key)), valueHash: word(value) });
  }
  const expected = referenceStateRoot(leaves);
  if (root === expected) return leaves.length;
  throw new ProtocolError("BENCH_INVALID", {
    problem: `the state root is ${root}, and the reference's ${expected}`,
  });
}
