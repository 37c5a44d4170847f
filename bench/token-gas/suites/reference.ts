import { Contract } from "ethers";
import type { Chain } from "../../chain/Chain.js";
import type { Deployed } from "../../chain/Deployed.js";
import { deployNpm } from "../../chain/deployNpm.js";
import { npmArtifact, type NpmArtifact } from "../../chain/npmArtifact.js";
import type { People } from "../People.js";
import type { Variant } from "../Suite.js";
import type { Onchainid } from "./onchainid.js";
import { setUp } from "./setUp.js";
import { trexFactory } from "./trexFactory.js";

const sources: Readonly<Record<string, string>> = {
  TREXImplementationAuthority: "proxy/authority/TREXImplementationAuthority",
  TREXFactory: "factory/TREXFactory",
  Token: "token/Token",
  ClaimTopicsRegistry: "registry/implementation/ClaimTopicsRegistry",
  IdentityRegistry: "registry/implementation/IdentityRegistry",
  IdentityRegistryStorage: "registry/implementation/IdentityRegistryStorage",
  TrustedIssuersRegistry: "registry/implementation/TrustedIssuersRegistry",
  ModularCompliance: "compliance/modular/ModularCompliance",
};
/** The proxies of a suite, by the arguments of the event that tells them. */
const proxies = {
  _token: "Token",
  _ir: "IdentityRegistry",
  _irs: "IdentityRegistryStorage",
  _tir: "TrustedIssuersRegistry",
  _ctr: "ClaimTopicsRegistry",
  _mc: "ModularCompliance",
} as const;

const artifact = (name: string): NpmArtifact =>
  npmArtifact("@tokenysolutions/t-rex", sources[name] ?? `compliance/modular/modules/${name}`);

/** The reference suite, and what only it has to show. */
export interface Reference extends Variant {
  /** Gas of deploying one bare suite by its factory. */
  deploymentGas(): Promise<bigint>;
}

/** The reference's npm artifacts, deployed by its own factory behind its proxies and implementation authority. */
export async function reference(chain: Chain, people: People, identities: Onchainid): Promise<Reference> {
  const deploy = (name: string, args: readonly unknown[] = []): Promise<Deployed> =>
    deployNpm(chain, artifact(name), args);
  const { contract: factory, deploySuite } = await trexFactory(people, identities, deploy);

  const deployModule = async (name: string): Promise<Deployed> => {
    const code = await deploy(name);
    const data = code.interface.encodeFunctionData("initialize");
    const address = await (await deploy("ModuleProxy", [await code.getAddress(), data])).getAddress();
    chain.names.add(address, `${name} proxy`, code.interface);
    return new Contract(address, artifact(name).abi, people.owner);
  };
  return {
    name: "T-REX 4.1.6",
    deploymentGas: async () => (await deploySuite(1)).gasUsed,
    deploy: async ({ topics, rules: ruleCount }) => {
      const { logs } = await deploySuite(topics);
      const topic = factory.interface.getEvent("TREXSuiteDeployed")?.topicHash;
      const [log] = logs.filter(({ topics: [first] }) => first === topic);
      const event = log && factory.interface.parseLog(log);
      const at = (field: keyof typeof proxies): Deployed => {
        const address = String(event?.args.getValue(field));
        const contract = new Contract(address, artifact(proxies[field]).abi, people.owner);
        chain.names.add(address, `${proxies[field]} proxy`, contract.interface);
        return contract;
      };
      for (const registry of ["_irs", "_tir", "_ctr"] as const) at(registry);
      const bare = { token: at("_token"), registry: at("_ir"), compliance: at("_mc"), deployModule };
      return setUp(bare, { people, evidence: identities, ruleCount });
    },
  };
}
