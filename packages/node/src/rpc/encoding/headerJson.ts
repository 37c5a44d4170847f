import type { BlockHeader, Hex } from "@muniment/protocol";
import { quantity } from "./quantity.js";

const noOmmers = "0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347";

/** A header as JSON-RPC shows it, and `newHeads` tells it. */
export function headerJson(header: BlockHeader, hash: Hex): Record<string, unknown> {
  return {
    number: quantity(header.number),
    hash,
    parentHash: header.parentHash,
    nonce: "0x0000000000000000",
    mixHash: header.prevRandao,
    sha3Uncles: noOmmers,
    logsBloom: header.logsBloom,
    transactionsRoot: header.transactionsRoot,
    stateRoot: header.stateRoot,
    receiptsRoot: header.receiptsRoot,
    miner: header.beneficiary,
    difficulty: "0x0",
    extraData: header.extraData,
    gasLimit: quantity(header.gasLimit),
    gasUsed: quantity(header.gasUsed),
    timestamp: quantity(header.timestamp),
    baseFeePerGas: quantity(header.baseFeePerGas),
    withdrawalsRoot: header.withdrawalsRoot,
    blobGasUsed: quantity(header.blobGasUsed),
    excessBlobGas: quantity(header.excessBlobGas),
    parentBeaconBlockRoot: header.parentBeaconBlockRoot,
    requestsHash: header.requestsHash,
  };
}
