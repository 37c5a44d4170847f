import { sendCall, type Call } from "@muniment/sdk";
import type { Signer, TransactionReceipt } from "ethers";

import type { Output } from "../output/Output.js";

/** Sends calls one after the other and returns the receipt of the last. */
export async function sendAll(
  output: Output,
  signer: Signer,
  calls: readonly [Call, ...Call[]],
): Promise<TransactionReceipt> {
  const [first, ...rest] = calls;
  let receipt = await sendCall(signer, first);
  for (const call of rest) {
    output.progress(call.label);
    receipt = await sendCall(signer, call);
  }
  return receipt;
}
