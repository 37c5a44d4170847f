import { type Block, createBlock, createBlockHeader } from "@ethereumjs/block";
import type { Common } from "@ethereumjs/common";
import { toHex32 } from "../cases/toHex32.js";
import type { CaseEnvironment } from "../cases/CaseEnvironment.js";

/** Cases often share an environment object, and a block is costly to make. */
const blocks = new WeakMap<CaseEnvironment, Map<Common, Block>>();

/** The block that `@ethereumjs/vm` is told it is in. */
export function toReferenceBlock(environment: CaseEnvironment, common: Common): Block {
  let byCommon = blocks.get(environment);
  if (byCommon === undefined) blocks.set(environment, (byCommon = new Map<Common, Block>()));
  let block = byCommon.get(common);
  if (block === undefined) byCommon.set(common, (block = makeBlock(environment, common)));
  return block;
}

function makeBlock(environment: CaseEnvironment, common: Common): Block {
  const { number, timestamp, coinbase, gasLimit, baseFee, prevRandao, blobBaseFee } = environment;
  const options = { common, freeze: false, skipConsensusFormatValidation: true };
  const data = {
    number,
    timestamp,
    coinbase,
    gasLimit,
    baseFeePerGas: baseFee,
    mixHash: toHex32(prevRandao),
  };
  const header = createBlockHeader(data, options);
  // A header derives the blob fee from the excess of its parent; a case states the fee itself.
  header.getBlobGasPrice = () => blobBaseFee;
  const block = createBlock({}, options);
  Object.assign(block, { header });
  return block;
}
