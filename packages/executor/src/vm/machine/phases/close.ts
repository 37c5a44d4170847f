import {
  blockGasLimit,
  blockHash,
  chainBlockFields,
  lastBlockOf,
  orderedTrieRoot,
  predeploys,
  zeroHash,
} from "@muniment/protocol";
import { batchOf } from "../batchOf.js";
import { endStep } from "../passOver.js";
import type { StepContext } from "../StepContext.js";

/** Phase CLOSE: the block's header, its hash, and the leaf. */
export function close(step: StepContext): void {
  const { machine } = step;
  const { leaf, bloom } = machine;
  const { header } = batchOf(step);
  const taken = step.store.receiptsOf(leaf.receipts, leaf.transactions);
  const lastBlock = blockHash({
    ...chainBlockFields,
    parentHash: leaf.lastBlock,
    beneficiary: predeploys.feeVault,
    stateRoot: leaf.stateRoot,
    transactionsRoot: orderedTrieRoot(taken.map(({ raw }) => raw)),
    receiptsRoot: orderedTrieRoot(taken.map(({ receipt }) => receipt)),
    logsBloom: bloom.hex(),
    number: leaf.blockNumber,
    gasLimit: blockGasLimit,
    gasUsed: leaf.gasUsed,
    timestamp: leaf.time,
    baseFeePerGas: leaf.baseFee,
  });
  // What was announced and not found could not be read.
  const isReadOn = leaf.toCome === 0 && leaf.blockNumber < lastBlockOf(header);
  machine.leaf = {
    ...leaf,
    dataOffset: isReadOn ? leaf.dataOffset : header.dataSize,
    lastBlock,
    precompileCount: 0,
    transactions: 0,
    toCome: 0,
    receipts: zeroHash,
    isInBlock: false,
  };
  endStep(step);
}
