import { expect } from "chai";
import { type MachineState, PersistentTree } from "../../../../../packages/executor/src/index.js";
import { MachineStore } from "../../../../../packages/executor/src/vm/machine/MachineStore.js";
import {
  accountKey,
  keccak256,
  scratchKeys,
  slotKey,
  type StateLeaf,
  utf8,
} from "../../../../../packages/protocol/src/index.js";
import type { Hex } from "../../../../../packages/protocol/src/index.js";
import { makeState, type StateChoices } from "./makeState.js";
import { Stepped } from "./stepped.js";

/** Inner nodes on every path, with all siblings: who wants one more must find keys with two more equal bits. */
const depth = 24;
/** An account with a code as long as one may be, beside the one whose frame runs. */
export const callee: Hex = "0x000000000000000000000000000000000000c0de";
/** Bytes of which none is zero. */
export const bytesOf = (size: number) => Uint8Array.from({ length: size }, (_, index) => 1 + (index % 251));
/** As long as a code may be. */
export const longCode = bytesOf(24_576);

/** Leaves of which three leave a key's path at each level. */
function neighbours(key: Hex): StateLeaf[] {
  const bits = BigInt(key);
  return Array.from({ length: 3 * depth }, (_, index) => {
    const shift = 254n - 2n * BigInt(Math.floor(index / 3));
    const other = (bits ^ (BigInt(1 + (index % 3)) << shift) ^ ((1n << shift) - 1n)) & ((1n << 256n) - 1n);
    return { key: `0x${other.toString(16).padStart(64, "0")}`, valueHash: keccak256(utf8(`${key}${index}`)) };
  });
}

/**
 * A machine in whose state all that a frame touches lies deep: its own account, `callee`, and slots 0 (without a value)
 * and 1.
 */
export function deepState(choices: StateChoices): { state: MachineState; machine: Stepped } {
  const state = makeState({ gas: 10_000_000n, ...choices });
  const { self } = state.frame!;
  const store = new MachineStore({ account: () => expect.fail(), code: () => longCode });
  const hasCode = { nonce: 1n, balance: 10n ** 20n, codeHash: keccak256(longCode) };
  const accounts = [self, callee].map((address) => ({
    key: accountKey(address),
    valueHash: store.addAccount(hasCode),
  }));
  const slots = [0n, 1n].map((slot) => slotKey(self, `0x${slot.toString(16).padStart(64, "0")}`));
  const held: StateLeaf[] = [...accounts, { key: slots[1]!, valueHash: `0x${"7".repeat(64)}` }];
  const keys = [...accounts.map(({ key }) => key), ...slots];
  state.state = PersistentTree.of([...held, ...keys.flatMap(neighbours)]);
  state.origin = state.state;
  const words = [0n, 1n].map((slot): Hex => `0x${slot.toString(16).padStart(64, "0")}`);
  const scratch = [
    ...[self, callee].map(scratchKeys.warmAccount),
    ...words.map((slot) => scratchKeys.warmSlot(self, BigInt(slot))),
    ...words.map((slot) => scratchKeys.transient(self, BigInt(slot))),
    ...[scratchKeys.created(self), scratchKeys.destroyed(self), scratchKeys.destroyedList],
  ];
  const created: StateLeaf = { key: scratchKeys.created(self), valueHash: `0x${"1".padStart(64, "0")}` };
  const transient: StateLeaf = { key: scratchKeys.transient(self, 1n), valueHash: `0x${"7".repeat(64)}` };
  state.scratch = PersistentTree.of([...scratch.flatMap(neighbours), created, transient]);
  return { state, machine: new Stepped(state, store) };
}
