import { type MachineWords, orderedTrieRoot, type Word } from "@muniment/protocol";
import { hashOfFrame } from "./Frame.js";
import type { MachineState } from "./MachineState.js";
import type { MachineStore } from "./MachineStore.js";
import type { PhaseData } from "./PhaseData.js";

type Registers = MachineWords["registers"];

type Writers = {
  readonly [Phase in PhaseData["phase"]]: (
    data: Extract<PhaseData, { readonly phase: Phase }>,
    state: MachineState,
    store: MachineStore,
  ) => Registers;
};

const nothing = (): Registers => [0, 0, 0, 0];

const writers: Writers = {
  begin: nothing,
  open: ({ seen }) => [seen, 0, 0, 0],
  item: nothing,
  read: ({ at, end, entry }) => [at, end, entry?.commitment() ?? 0, entry?.size ?? 0],
  build: ({ entry, at, content }) => [
    ...([entry.commitment(), entry.size, content.commitment()] as const),
    (BigInt(at) << 32n) | BigInt(content.size),
  ],
  start: ({ raw, isDeposit }) => [raw.commitment(), raw.size, isDeposit ? 1 : 0, 0],
  access: ({ at, left, address, end }) => [at, left, address ?? 0, end],
  authorize: ({ at, left }) => [at, left, 0, 0],
  launch: nothing,
  call: ({ draft, operand, opcode }) => [hashOfFrame(draft), operand, opcode, 0],
  enter: ({ codeHash, initCode: { pages, offset, size }, hidden }) =>
    codeHash === undefined ? [hidden, pages.commitment(), offset, size] : [codeHash, 0, 0, 0],
  run: nothing,
  precompile: ({ number }) => [number, 0, 0, 0],
  leave: ({ status, output: { pages, offset, size } }) => [status, pages.commitment(), offset, size],
  deliver: ({ copied, to, size }) => [copied, to, size, 0],
  settle: ({ status, gasLeft }) => [status, gasLeft, 0, 0],
  clear: ({ status, gasUsed, accounts, slots }) => [status, gasUsed, accounts, slots],
  record: ({ status, gasUsed }) => [status, gasUsed, 0, 0],
  seal: ({ accumulator, left }, state, store) => [accumulator, left, ...trieRoots(state, left, store)],
  close: (_, state, store) => [0, 0, ...trieRoots(state, 0, store)],
  done: nothing,
};

/** The words a to d of a state (spec/dispute.md, DISPUTE-30, DISPUTE-39). */
export function registersOf(state: MachineState, store: MachineStore): Registers {
  const { data } = state;
  const write = writers[data.phase] as (
    data: PhaseData,
    state: MachineState,
    store: MachineStore,
  ) => Registers;
  return write(data, state, store);
}

/** The tries of the block's transactions and receipts of which so many are left. */
function trieRoots({ leaf }: MachineState, left: number, store: MachineStore): [Word, Word] {
  const [raw, receipt] = [Math.floor(left / 2), Math.ceil(left / 2)];
  const taken = store.receiptsOf(leaf.receipts, leaf.transactions - raw);
  const raws = taken.map((recorded) => recorded.raw);
  // The last transaction left may be taken and its receipt not yet.
  const receipts = taken.slice(receipt - raw).map((recorded) => recorded.receipt);
  return [orderedTrieRoot(raws, raw), orderedTrieRoot(receipts, receipt)];
}
