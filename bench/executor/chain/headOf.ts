import { blockGasLimit, chainBlockFields, predeploys, toHex, zeroHash } from "@muniment/protocol";
import type { BlockHeader } from "@muniment/protocol";
import { benchChain } from "./benchChain.js";

const bloomSize = 256;

/** The header on which a run builds: nobody asks it for its roots. */
export function headOf(number: bigint): BlockHeader {
  return {
    ...chainBlockFields,
    parentHash: zeroHash,
    beneficiary: predeploys.feeVault,
    stateRoot: zeroHash,
    transactionsRoot: zeroHash,
    receiptsRoot: zeroHash,
    logsBloom: toHex(new Uint8Array(bloomSize)),
    number,
    gasLimit: blockGasLimit,
    gasUsed: 0n,
    timestamp: benchChain.genesisTime + number,
    baseFeePerGas: benchChain.baseFee,
  };
}
