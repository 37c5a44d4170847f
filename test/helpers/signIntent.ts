import type { Signer } from "ethers";
import type { DvpSettlement, NettedSettlement } from "../../typechain-types/index.js";
import { settlementTypes } from "./settlementTypes.js";

interface Consent {
  readonly termsHash: string;
  readonly nonce: bigint | number;
  readonly expiresAt: bigint | number;
  /** The consenting party, if it is a contract for which the signer signs. */
  readonly party?: string;
}

/** Signs one party's consent to terms for the settlement contract that is to execute them. */
export async function signIntent(
  signer: Signer,
  settlement: DvpSettlement | NettedSettlement,
  { termsHash, nonce, expiresAt, party }: Consent,
) {
  const [, name, version, chainId, verifyingContract] = await settlement.eip712Domain();
  const intent = { party: party ?? (await signer.getAddress()), nonce, expiresAt };
  const domain = { name, version, chainId, verifyingContract };
  const signature = await signer.signTypedData(domain, settlementTypes.intent, { termsHash, ...intent });
  return { ...intent, signature };
}
