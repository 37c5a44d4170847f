import type { Signer } from "ethers";

import type { Contracts } from "../contracts/connectContracts.js";
import type { DvpTermsStruct, SignedIntentStruct } from "../contracts/structs.js";
import { INTENT_TYPES } from "./INTENT_TYPES.js";

/** Parameters of {@link signDvpIntent}. */
export interface SignDvpIntentParameters {
  readonly terms: DvpTermsStruct;
  /** A number the signer has not used with this contract. */
  readonly nonce: bigint;
  /** Unix seconds. */
  readonly expiresAt: number;
}

/** Signs one party's consent to two-leg terms, off chain. The terms stay between the parties until they settle. */
export async function signDvpIntent(
  contracts: Pick<Contracts, "DvpSettlement">,
  signer: Signer,
  { terms, nonce, expiresAt }: SignDvpIntentParameters,
): Promise<SignedIntentStruct> {
  const { DvpSettlement } = contracts;
  const [, name, version, chainId, verifyingContract] = await DvpSettlement.eip712Domain();
  const intent = { party: await signer.getAddress(), nonce, expiresAt };
  const message = { termsHash: await DvpSettlement.termsHash(terms), ...intent };
  const domain = { name, version, chainId, verifyingContract };
  return { ...intent, signature: await signer.signTypedData(domain, INTENT_TYPES, message) };
}
