import {
  baseFeeRules,
  blockGasLimit,
  DataCursor,
  dictionaryEnd,
  historyContract,
  lastBlockOf,
  nextBaseFee,
  readBlockFields,
} from "@muniment/protocol";
import type { BlockFields } from "@muniment/protocol";
import { batchOf } from "../batchOf.js";
import { endStep } from "../passOver.js";
import type { PhaseData } from "../PhaseData.js";
import type { StepContext } from "../StepContext.js";

/** Bytes of the dictionary that a step sees to be there: four elements of a blob. */
const part = 124;
/** Bytes of a block's own fields at most. */
const fieldsSize = 16;

/**
 * Phase OPEN: before the batch's first block sees, a part a step, that the dictionary is there; then reads the block's
 * own fields, writes the parent's hash (EXEC-32), and ends with the leaf.
 */
export function open(step: StepContext, { seen }: Extract<PhaseData, { phase: "open" }>): void {
  const { data, header } = batchOf(step);
  const { dataOffset } = step.machine.leaf;
  if (dataOffset !== 0) {
    beginBlock(step, readFields(step, dataOffset));
    return;
  }
  step.note({ kind: "data", offset: 0, size: Math.min(5, header.dataSize) });
  const end = dictionaryEnd(data);
  if (end === undefined || end > header.dataSize) {
    beginBlock(step, undefined);
    return;
  }
  if (seen === end) {
    beginBlock(step, readFields(step, end));
    return;
  }
  const next = Math.min(seen + part, end);
  step.note({ kind: "data", offset: seen, size: next - seen });
  if (next > data.length) beginBlock(step, undefined);
  else step.goTo({ phase: "open", seen: next });
}

function readFields(step: StepContext, from: number): BlockFields | undefined {
  const { data, header } = batchOf(step);
  if (from < header.dataSize) {
    step.note({ kind: "data", offset: from, size: Math.min(fieldsSize, header.dataSize - from) });
  }
  return readBlockFields(new DataCursor(data, from));
}

/** @param fields Undefined when the data give no block. */
function beginBlock(step: StepContext, fields: BlockFields | undefined): void {
  const { machine } = step;
  const { leaf } = machine;
  const { header } = batchOf(step);
  const number = leaf.blockNumber + 1n;
  const time = leaf.time + BigInt(fields?.delay ?? 0);
  const isCut = fields === undefined || number === lastBlockOf(header) || time > header.time;
  const slot = leaf.blockNumber % BigInt(historyContract.window);
  step.setSlot(historyContract.address, slot, BigInt(leaf.lastBlock));
  machine.leaf = {
    ...leaf,
    stateRoot: machine.state.root(),
    dataOffset: fields?.end ?? header.dataSize,
    blockNumber: number,
    time: isCut ? header.time : time,
    baseFee: nextBaseFee(
      { baseFeePerGas: leaf.baseFee, gasLimit: blockGasLimit, gasUsed: leaf.gasUsed },
      baseFeeRules.muniment,
    ),
    gasUsed: 0n,
    toCome: fields?.announced ?? 0,
    isInBlock: true,
  };
  endStep(step);
}
