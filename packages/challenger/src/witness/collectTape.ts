import type { MachineState } from "@muniment/executor";
import { wordsOfUndo, wordsOfFrame, wordsOfTransaction } from "@muniment/executor";
import {
  codePagesOf,
  encodeTraceLeaf,
  fromHex,
  joinBytes,
  joinWords,
  keccak256,
  listFrameWords,
  listMachineWords,
  listTransactionWords,
} from "@muniment/protocol";
import type { SteppedMachine } from "./collectRun.js";
import { TapeCollector, type TapeStart } from "./TapeCollector.js";

type Frame = NonNullable<MachineState["frame"]>;

const opcodes = { blockHash: 0x40, extCodeCopy: 0x3c };
/** EXTCODECOPY, and what makes a callee: they may make the memory grow. */
const ofMemory = new Set([opcodes.extCodeCopy, 0xf0, 0xf1, 0xf2, 0xf4, 0xf5, 0xfa]);

/** Makes the machine's next step, one of a frame that is not RunFamily's, and collects its family's witness. */
export function collectTape(machine: SteppedMachine): Uint8Array {
  const { state } = machine;
  const head = [joinWords(listMachineWords(machine.words())), ...headOf(state)];
  const collector = new TapeCollector({ state: { ...state }, head, ...stackExtras(state) });
  machine.step(collector);
  return joinBytes(collector.witness());
}

/** What a phase's family reads before all that the machine asks for. */
function headOf(state: Readonly<MachineState>): Uint8Array[] {
  const { frame, data, transaction } = state;
  const head = frame === undefined ? [] : [frameBytes(frame)];
  if (data.phase === "call") head.push(frameBytes(data.draft));
  if (data.phase === "enter" && frame?.code !== undefined) {
    head.push(...codePagesOf(frame.code.bytes).map((page) => fromHex(keccak256(page))));
  }
  if (data.phase === "leave" && frame !== undefined) {
    if (frame.undo !== undefined) head.push(joinWords(wordsOfUndo(frame.undo)));
    if (frame.caller !== undefined) head.push(frameBytes(frame.caller.frame));
  }
  if (data.phase === "precompile" && transaction !== undefined) {
    head.push(joinWords(listTransactionWords(wordsOfTransaction(transaction))), encodeTraceLeaf(state.leaf));
  }
  return head;
}

function stackExtras({ data, frame, transaction }: Readonly<MachineState>): Partial<TapeStart> {
  if (data.phase !== "run") return {};
  const opcode = frame?.code?.bytes[frame.programCounter] ?? 0;
  if (opcode === opcodes.blockHash && transaction !== undefined) {
    return { afterStack: [joinWords(listTransactionWords(wordsOfTransaction(transaction)))] };
  }
  return ofMemory.has(opcode) ? { opensMemory: true } : {};
}

function frameBytes(frame: Readonly<Frame>): Uint8Array {
  return joinWords(listFrameWords(wordsOfFrame(frame)));
}
