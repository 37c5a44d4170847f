import { AbiCoder, getBytes, keccak256, type Signer } from "ethers";

import { claimTopicOf } from "../configuration/claimTopicOf.js";

/** Parameters of {@link signClaim}. */
export interface SignClaimParameters {
  /** Identity the claim is about. */
  readonly identity: string;
  /** Topic name, for example `KYC`. */
  readonly topic: string;
  /** The claim's data, bytes in hexadecimal. */
  readonly data: string;
}

/** Signs an identity claim (ERC-735, scheme 1). Signer: a key of the claim issuer. */
export function signClaim(signer: Signer, { identity, topic, data }: SignClaimParameters): Promise<string> {
  const values = [identity, claimTopicOf(topic), data];
  const claim = keccak256(AbiCoder.defaultAbiCoder().encode(["address", "uint256", "bytes"], values));
  return signer.signMessage(getBytes(claim));
}
