// The commit module: what hashes a block's changes and receipts. Exports only.
export { commitReceipts, orderedTrieRoot, sealInit, sealInput, sealOutput } from "./blocks/index";
export {
  treeApply,
  treeBytes,
  treeExchange,
  treeHashed,
  treeInit,
  treeInput,
  treeLeaves,
  treeNodes,
  treeProof,
  treeProve,
  treeRoot,
  treeRoots,
  treeRootsCount,
} from "./tree/index";
