import { ZeroAddress, type ContractTransactionReceipt } from "ethers";
import type { Deployed } from "../../chain/Deployed.js";
import { send } from "../../chain/send.js";
import type { People } from "../People.js";
import type { Onchainid } from "./onchainid.js";
import { tokenSettings } from "./tokenSettings.js";

const VERSION = { major: 4, minor: 1, patch: 6 };
const implementations = [
  ["tokenImplementation", "Token"],
  ["ctrImplementation", "ClaimTopicsRegistry"],
  ["irImplementation", "IdentityRegistry"],
  ["irsImplementation", "IdentityRegistryStorage"],
  ["tirImplementation", "TrustedIssuersRegistry"],
  ["mcImplementation", "ModularCompliance"],
] as const;

/** A `TREXFactory`, the reference's or one of the same ABI. */
export interface TrexFactory {
  readonly contract: Deployed;
  /** Deploys a bare suite that requires the first so many topics. */
  readonly deploySuite: (topics: number) => Promise<ContractTransactionReceipt>;
}

/**
 * Deploys a `TREXFactory` with its implementation authority and the code it names.
 * @param deploy Deploys a contract by the name it has in the reference.
 */
export async function trexFactory(
  { owner, agent }: People,
  identities: Onchainid,
  deploy: (name: string, args?: readonly unknown[]) => Promise<Deployed>,
): Promise<TrexFactory> {
  const authority = await deploy("TREXImplementationAuthority", [true, ZeroAddress, ZeroAddress]);
  const contracts: Record<string, string> = {};
  for (const [field, name] of implementations) contracts[field] = await (await deploy(name)).getAddress();
  await send(authority, owner, "addAndUseTREXVersion", [VERSION, contracts]);
  const contract = await deploy("TREXFactory", [
    await authority.getAddress(),
    await identities.factory.getAddress(),
  ]);
  await send(authority, owner, "setTREXFactory", [await contract.getAddress()]);
  await send(identities.factory, owner, "addTokenFactory", [await contract.getAddress()]);
  let count = 0;

  return {
    contract,
    deploySuite: (topics) => {
      const required = identities.topics.slice(0, topics);
      const details = {
        ...tokenSettings,
        owner: owner.address,
        irs: ZeroAddress,
        ONCHAINID: ZeroAddress,
        irAgents: [agent.address],
        tokenAgents: [agent.address],
        complianceModules: [],
        complianceSettings: [],
      };
      const claims = {
        claimTopics: required,
        issuers: identities.issuers.slice(0, topics),
        issuerClaims: required.map((topic) => [topic]),
      };
      return send(contract, owner, "deployTREXSuite", [`suite ${String(count++)}`, details, claims]);
    },
  };
}
