import { concat, toBeHex, type BytesLike, type Signer } from "ethers";

import type { Identity } from "../../typechain-types/index.js";

/** The expiry of a claim that never expires: 2^48 - 1. */
export const NEVER = 2n ** 48n - 1n;

/** What a claim of scheme 4 says. */
export interface TypedClaimFields {
  readonly identity: string;
  readonly topic: bigint;
  readonly data?: string;
  /** First second at which it counts, Unix time; 0 unless told. */
  readonly validFrom?: bigint;
  /** First second at which it no longer counts, Unix time; {@link NEVER} unless told. */
  readonly expiry?: bigint;
}

const TYPES = {
  Claim: [
    { name: "identity", type: "address" },
    { name: "topic", type: "uint256" },
    { name: "data", type: "bytes" },
    { name: "validFrom", type: "uint48" },
    { name: "expiry", type: "uint48" },
  ],
};

/**
 * Signs a claim of scheme 4 (IDENTITY-42, IDENTITY-43).
 *
 * @param signer - Holder of a claim key of the issuer, or the key of the contract that holds one.
 * @param issuer - Claim issuer, which the claim is bound to, and on whose chain.
 * @param fields - What the claim says.
 * @param contract - The contract that holds the claim key, if it is one (ERC-1271).
 */
export async function signTypedClaim(
  signer: Signer,
  issuer: Identity,
  fields: TypedClaimFields,
  contract?: string,
): Promise<string> {
  const claim = { data: "0x", validFrom: 0n, expiry: NEVER, ...fields };
  const [, name, version, chainId, verifyingContract] = await issuer.eip712Domain();
  const signature = await signer.signTypedData({ name, version, chainId, verifyingContract }, TYPES, claim);
  const form: BytesLike[] = contract === undefined ? ["0x01"] : ["0x02"];
  const window = [toBeHex(claim.validFrom, 6), toBeHex(claim.expiry, 6)];
  return concat([...form, ...window, contract ?? "0x", signature]);
}
