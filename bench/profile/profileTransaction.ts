import type { ContractTransactionReceipt } from "ethers";
import type { Chain } from "../chain/Chain.js";
import type { Frame } from "./Frame.js";
import { profileSteps } from "./profileSteps.js";
import type { Step } from "./Step.js";

/** The trace of a sent transaction, attributed to its calls. */
export async function profileTransaction(
  { ethers, names }: Pick<Chain, "ethers" | "names">,
  receipt: ContractTransactionReceipt,
): Promise<Frame> {
  const options = { disableMemory: false, enableMemory: true, disableStorage: true };
  const trace = (await ethers.provider.send("debug_traceTransaction", [receipt.hash, options])) as {
    readonly structLogs: readonly Step[];
  };
  const { data } = await receipt.getTransaction();
  const to = receipt.to ?? "";
  const block = await receipt.getBlock();
  return profileSteps(trace.structLogs, names, { root: { to, data }, warm: [receipt.from, to, block.miner] });
}
