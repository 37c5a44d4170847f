import { Rollup__factory, SettlementPortal__factory } from "../../../../../typechain-types/index.js";

/** Events of the rollup, by which L1 tells of a lane's batches. */
export const rollupInterface = Rollup__factory.createInterface();

const portalInterface = SettlementPortal__factory.createInterface();

/** A call that brings a batch's data to L1. */
export interface BatchCall {
  /** Eight hexadecimal digits. */
  readonly selector: string;
  /** The data in a call's input, 0x in front; what it throws is ethers' own when the input is none of such a call. */
  readonly dataIn: (input: string) => string;
}

/** The portal's call, and the rollup's own, which committers may make without it. */
export const batchCalls: readonly BatchCall[] = [
  {
    selector: portalInterface.getFunction("post").selector.slice(2),
    dataIn: (input) =>
      (portalInterface.decodeFunctionData("post", input)[0] as { readonly data: string }).data,
  },
  {
    selector: rollupInterface.getFunction("commitBatch").selector.slice(2),
    dataIn: (input) => String(rollupInterface.decodeFunctionData("commitBatch", input)["data"]),
  },
];
