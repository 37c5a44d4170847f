import { sha256 } from "@noble/hashes/sha2.js";
import { toHex } from "../bytes/toHex.js";
import { zeroHash } from "../bytes/zeroHash.js";
import { orderedTrieRoot } from "../trie/orderedTrieRoot.js";

/** What is the same in every block of the chain: it has no withdrawals, blobs, beacon chain, requests or randomness. */
export const chainBlockFields = {
  extraData: "0x",
  prevRandao: zeroHash,
  withdrawalsRoot: orderedTrieRoot([]),
  blobGasUsed: 0n,
  excessBlobGas: 0n,
  parentBeaconBlockRoot: zeroHash,
  requestsHash: toHex(sha256(new Uint8Array(0))),
} as const;
