import type { Signer, TransactionReceipt } from "ethers";

import { ProtocolError } from "@muniment/protocol";

import type { Call } from "./Call.js";
import { toProtocolError } from "./toProtocolError.js";

/**
 * Sends one call and waits until it is in a block.
 * @param signer Sender.
 * @throws POLICY_REFUSED when a contract refuses with a custom error, CHAIN_FAILED for anything else.
 * @example const receipt = await sendCall(registrar, approveRegistration(contracts, asset));
 */
export async function sendCall(signer: Signer, call: Call): Promise<TransactionReceipt> {
  try {
    const { to, data, value } = call;
    // Where Hardhat signs, it makes a byte of data that are none.
    const response = await signer.sendTransaction({ to, value, ...(data === "0x" ? {} : { data }) });
    const receipt = await response.wait();
    if (receipt === null)
      throw new ProtocolError("CHAIN_FAILED", { call: call.label, problem: "no receipt" });
    return receipt;
  } catch (error) {
    throw toProtocolError(error, call);
  }
}
