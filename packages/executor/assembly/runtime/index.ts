// The runtime: the state, the rules and the interpreter, in one linear memory.

// What the host calls.
export {
  changesRegion,
  executeRecords,
  executedCount,
  executedSize,
  heatOf,
  initialise,
  inputRegion,
  inputSize,
  putAccount,
  putBlockHash,
  receiptsRegion,
  reset,
  setCompiled,
} from "./host";
export { accountCount, accountOf, accountOfId, knownAccount } from "./accounts";
export { beginBlock, changesSize, endTransactionChanges, undoBlock, writeChanges } from "./blocks";
export { codeCount, codeEntry, codeOf } from "./codes";
export { fault, refusedFault } from "./fault";
export { compiledEntry } from "./frames";
export { overlayRecords, reverseRecords } from "./following";
export { loadRecords } from "./loading";
export { deferBlockHash, settleBlockHash } from "./parentHash";
export { blockPrecompileCount } from "./precompiles";
export { receiptsSize } from "./receipts";
export { refund } from "./refund";
export { setRules } from "./rules";
export { knownSlot, putSlot, slotAt, slotCount, slotOfId } from "./storage";
export { blockGasUsed, transactionGasUsed, transactionOutcome } from "./transaction";
export { allowAnySender } from "./validity";
export { slotsReadAhead } from "./ahead";
export { setTracing } from "./tracing";
export { keccak256 } from "../hash/keccak";

// What compiled code calls.
export { call } from "./calls";
export { create } from "./creates";
export { selfDestruct } from "./destroy";
export {
  balance,
  blobHash,
  blockHash,
  extCodeCopy,
  extCodeHash,
  extCodeSize,
  selfBalance,
} from "./environment";
export { returnData } from "./frames";
export { interpret, interpretOn } from "./interpreter";
export { log } from "./receipts";
export { storageLoad, storageStore, transientLoad, transientStore } from "./storage";
export * from "./memory";
export * from "./word";

// What tests of single frames and of the tables call; the counters are there to be set near their end.
export { accountPlaces, flushNumber, nextTransaction, transactionNumber } from "./accounts";
export { accountIndex, hashMemo, slotIndex } from "./regions";
export { slotPlaces } from "./storage";
