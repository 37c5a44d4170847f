import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { AbiCoder, getBytes, keccak256, type BytesLike } from "ethers";

/**
 * Signs a claim of scheme 1 (IDENTITY-15).
 *
 * @param signer - Holder of a claim key of the issuer.
 * @param identity - Identity contract that the claim is about.
 * @param topic - Claim topic.
 * @param data - Claim data.
 */
export async function signClaim(
  signer: HardhatEthersSigner,
  identity: string,
  topic: bigint,
  data: BytesLike = "0x",
): Promise<string> {
  const content = AbiCoder.defaultAbiCoder().encode(["address", "uint256", "bytes"], [identity, topic, data]);
  return signer.signMessage(getBytes(keccak256(content)));
}
