import { ProtocolError } from "@muniment/protocol";
import type { ContractTransactionReceipt, Signer } from "ethers";
import type { Deployed } from "./Deployed.js";

/** Sends a call and waits for its receipt. */
export async function send(
  contract: Deployed,
  signer: Signer,
  fn: string,
  args: readonly unknown[] = [],
): Promise<ContractTransactionReceipt> {
  const sent = await contract
    .connect(signer)
    .getFunction(fn)
    .send(...args);
  const receipt = await sent.wait();
  if (receipt === null) throw new ProtocolError("CHAIN_FAILED", { call: fn, problem: "no receipt" });
  return receipt;
}
