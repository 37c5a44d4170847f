import { baseFeeRules, blockGasLimit, predeploys, zeroHash } from "@muniment/protocol";
import { sealReceipts } from "../blocks/sealReceipts.js";
import { transactionsRoot } from "../blocks/transactionsRoot.js";
import { sealBlock } from "./sealBlock.js";
import type { SealedHeader } from "./sealBlock.js";
import type { State } from "./State.js";

/**
 * Block 0 of a chain: no parent, no transactions, the state of genesis and the lowest base fee.
 * @param state As `State.genesis` made it.
 * @param timestamp Seconds since 1970.
 */
export function sealGenesis(state: State, timestamp: bigint): SealedHeader {
  const { receiptsRoot, logsBloom } = sealReceipts(new Uint8Array());
  const environment = {
    number: 0n,
    timestamp,
    coinbase: predeploys.feeVault,
    gasLimit: blockGasLimit,
    baseFee: baseFeeRules.muniment.floor,
    prevRandao: 0n,
    blobBaseFee: 1n,
  };
  return sealBlock(
    { environment, parentHash: zeroHash },
    {
      stateRoot: state.root,
      transactionsRoot: transactionsRoot([]),
      receiptsRoot,
      logsBloom,
      gasUsed: 0n,
    },
  );
}
