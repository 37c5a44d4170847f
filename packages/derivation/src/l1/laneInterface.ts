import { Interface } from "ethers";

const item =
  "(address sender, address recipient, bool isCreation, uint256 mint, uint256 value, uint64 gasLimit, bytes32 dataHash, uint64 time, uint64 gasBefore)";
const root = "(bytes32 stateRoot, bytes32 messageRoot, uint64 messageCount, uint64 finalAt, uint8 evidence)";

/** What is read of the rollup and its queue; a test compares it with the contracts. */
export const laneInterface = new Interface([
  "event LaneOpened(uint32 indexed lane, bytes32 indexed digest, bytes header)",
  "event BatchCommitted(uint32 indexed lane, uint64 indexed index, bytes32 indexed digest, address committer, bytes header)",
  "event EvidenceAdded(uint32 indexed lane, uint64 indexed index, uint8 indexed kind, address verifier)",
  `event BatchesFinalized(uint32 indexed lane, uint64 indexed index, ${root} root)`,
  "event LaneRolledBack(uint32 indexed lane, uint64 indexed index, uint64 epoch, address by)",
  `event ItemQueued(uint32 indexed lane, uint64 indexed place, address indexed sender, ${item} item, bytes data)`,
  `function commitBatch(bytes header, bytes parent, (bytes32 expectedDigest, ${item} first, ${item} next) witness, bytes data)`,
  "function attest(uint32 lane, uint64 index, bytes proof)",
  "function secure(uint32 lane, uint64 index)",
  "function finalize(bytes last)",
]);
