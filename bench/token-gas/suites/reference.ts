import { Contract, ZeroAddress } from "ethers";
import type { Chain } from "../../chain/Chain.js";
import { deployNpm } from "../../chain/deployNpm.js";
import { npmArtifact, type NpmArtifact } from "../../chain/npmArtifact.js";
import { send } from "../../chain/send.js";
import type { People } from "../People.js";
import type { Variant } from "../Suite.js";
import type { Onchainid } from "./onchainid.js";
import { setUp } from "./setUp.js";
import { tokenSettings } from "./tokenSettings.js";
import type { Deployed } from "../../chain/Deployed.js";

const VERSION = { major: 4, minor: 1, patch: 6 };
const artifact = (source: string): NpmArtifact => npmArtifact("@tokenysolutions/t-rex", source);

const implementations = [
  ["tokenImplementation", "token/Token"],
  ["ctrImplementation", "registry/implementation/ClaimTopicsRegistry"],
  ["irImplementation", "registry/implementation/IdentityRegistry"],
  ["irsImplementation", "registry/implementation/IdentityRegistryStorage"],
  ["tirImplementation", "registry/implementation/TrustedIssuersRegistry"],
  ["mcImplementation", "compliance/modular/ModularCompliance"],
] as const;

const proxies = [
  ["_token", "Token", "token/Token"],
  ["_ir", "IdentityRegistry", "registry/implementation/IdentityRegistry"],
  ["_irs", "IdentityRegistryStorage", "registry/implementation/IdentityRegistryStorage"],
  ["_tir", "TrustedIssuersRegistry", "registry/implementation/TrustedIssuersRegistry"],
  ["_ctr", "ClaimTopicsRegistry", "registry/implementation/ClaimTopicsRegistry"],
  ["_mc", "ModularCompliance", "compliance/modular/ModularCompliance"],
] as const;

/** The reference suite, and what only it has to show. */
export interface Reference extends Variant {
  /** Gas of deploying one bare suite by its factory. */
  deploymentGas(): Promise<bigint>;
}

async function deployFactory(chain: Chain, identities: Onchainid, owner: People["owner"]): Promise<Deployed> {
  const authority = await deployNpm(chain, artifact("proxy/authority/TREXImplementationAuthority"), [
    true,
    ZeroAddress,
    ZeroAddress,
  ]);
  const contracts: Record<string, string> = {};
  for (const [name, source] of implementations) {
    contracts[name] = await (await deployNpm(chain, artifact(source))).getAddress();
  }
  await send(authority, owner, "addAndUseTREXVersion", [VERSION, contracts]);
  const factory = await deployNpm(chain, artifact("factory/TREXFactory"), [
    await authority.getAddress(),
    await identities.factory.getAddress(),
  ]);
  await send(authority, owner, "setTREXFactory", [await factory.getAddress()]);
  await send(identities.factory, owner, "addTokenFactory", [await factory.getAddress()]);
  return factory;
}

/** The reference's npm artifacts, deployed by its own factory behind its proxies and implementation authority. */
export async function reference(chain: Chain, people: People, identities: Onchainid): Promise<Reference> {
  const factory = await deployFactory(chain, identities, people.owner);
  const { owner, agent } = people;
  let count = 0;

  const deploySuite = (topics: number) => {
    const required = identities.topics.slice(0, topics);
    const details = {
      owner: owner.address,
      ...tokenSettings,
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
    return send(factory, owner, "deployTREXSuite", [`suite ${String(count++)}`, details, claims]);
  };
  const deployModule = async (name: string): Promise<Deployed> => {
    const source = artifact(`compliance/modular/modules/${name}`);
    const implementation = await deployNpm(chain, source);
    const data = implementation.interface.encodeFunctionData("initialize");
    const proxy = await deployNpm(chain, artifact("compliance/modular/modules/ModuleProxy"), [
      await implementation.getAddress(),
      data,
    ]);
    chain.names.add(await proxy.getAddress(), `${name} proxy`, implementation.interface);
    return new Contract(await proxy.getAddress(), source.abi, owner);
  };

  return {
    name: "T-REX 4.1.6",
    missing: () => Promise.resolve(undefined),
    deploymentGas: async () => (await deploySuite(1)).gasUsed,
    deploy: async ({ topics, rules: ruleCount }) => {
      const { logs } = await deploySuite(topics);
      const topic = factory.interface.getEvent("TREXSuiteDeployed")?.topicHash;
      const [log] = logs.filter(({ topics: [first] }) => first === topic);
      const event = log && factory.interface.parseLog(log);
      const deployed = new Map<string, Deployed>();
      for (const [field, name, source] of proxies) {
        const address = String(event?.args.getValue(field));
        const contract = new Contract(address, artifact(source).abi, owner);
        chain.names.add(address, `${name} proxy`, contract.interface);
        deployed.set(field, contract);
      }
      const at = (field: string): Deployed => deployed.get(field) as Deployed;
      const bare = { token: at("_token"), registry: at("_ir"), compliance: at("_mc"), deployModule };
      return setUp(bare, { people, evidence: identities, ruleCount });
    },
  };
}
