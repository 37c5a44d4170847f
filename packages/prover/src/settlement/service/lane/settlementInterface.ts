import { Interface } from "ethers";

const item =
  "(address sender, address recipient, bool isCreation, uint256 mint, uint256 value, uint64 gasLimit, bytes32 dataHash, uint64 time, uint64 gasBefore)";
const witness = `(bytes32 expectedDigest, ${item} first, ${item} next)`;

/** What the service reads and calls on L1; a test compares it with the contracts. */
export const settlementInterface = new Interface([
  // the portal
  `function post((bytes header, bytes parent, ${witness} witness, bytes data, bytes32 commitment, bytes proof) posting)`,
  "function takeBack()",
  // the verifier
  "function anchors() view returns (bytes32[] keys)",
  "function isProduction() view returns (bool)",
  // the rollup
  "function lastBatch(uint32 lane) view returns (uint64)",
  "function lastFinal(uint32 lane) view returns (uint64)",
  "function epochOf(uint32 lane) view returns (uint64)",
  "function digestOf(uint32 lane, uint64 index) view returns (bytes32)",
  "event BatchCommitted(uint32 indexed lane, uint64 indexed index, bytes32 indexed digest, address committer, bytes header)",
  "function finalize(bytes last)",
  // the queue
  `event ItemQueued(uint32 indexed lane, uint64 indexed place, address indexed sender, ${item} item, bytes data)`,
  "function rollingHash(uint32 lane, uint64 place) view returns (bytes32)",
  "function termsOf(uint32 lane) view returns ((uint64 gasPrice, uint32 deadline, uint32 gasLimit))",
  // the registry
  "function rootsAt(uint64 time) view returns ((bytes32 holders, bytes32 rules, uint64 number, uint64 time))",
  // the gateway
  "event Shielded(uint64 indexed shield, address indexed sender, uint64 place, uint32 asset, uint128 amount, uint256 receiver)",
  "function settle(bytes header, bytes data)",
  "function progress() view returns ((uint64 index, uint64 cursor, uint64 nextShield))",
  "function checkCrossings(uint64 from, uint64 to, (uint256 shown, uint256 target)[] crossings) view",
]);
