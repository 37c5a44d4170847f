import type { Hex } from "@muniment/protocol";
import type { L1Connection } from "../deployL1.js";
import { registrars } from "./setUpSettlement.js";

/** What registrars sign. */
export interface SignedRoots {
  readonly holders: Hex;
  readonly rules: Hex;
  readonly number: bigint;
  readonly time: bigint;
}

/** Signatures of registrars for roots, one after another. */
export async function signRoots(
  registry: { getAddress(): Promise<string> },
  { ethers }: Pick<L1Connection, "ethers">,
  message: SignedRoots & { readonly domain: bigint },
  signers = registrars.slice(0, 2),
): Promise<Hex> {
  const { chainId } = await ethers.provider.getNetwork();
  const verifyingContract = await registry.getAddress();
  const domain = { name: "Muniment SettlementRegistry", version: "1", chainId, verifyingContract };
  const types = {
    Roots: [
      { name: "domain", type: "uint256" },
      { name: "holders", type: "bytes32" },
      { name: "rules", type: "bytes32" },
      { name: "number", type: "uint64" },
      { name: "time", type: "uint64" },
    ],
  };
  const signatures = await Promise.all(signers.map((key) => key.signTypedData(domain, types, message)));
  return `0x${signatures.map((signature) => signature.slice(2)).join("")}`;
}
