import { addClaim, deployIdentity, registerInvestor, sendCall, signClaim } from "@muniment/sdk";
import { hexlify, toUtf8Bytes, ZeroAddress, type Signer } from "ethers";

import {
  ClaimIssuer__factory,
  ClaimTopicsRegistry__factory,
  IdentityRegistry__factory,
  IdentityRegistryStorage__factory,
  ModularCompliance__factory,
  RwaToken__factory,
  TrustedIssuersRegistry__factory,
  type RwaToken,
} from "../../typechain-types/index.js";
import { claimTopicOf } from "@muniment/sdk";

const TOPIC = "KYC";

/** What the form takes over of the token at home. */
export interface FormTerms {
  readonly name: string;
  readonly symbol: string;
  readonly decimals: bigint;
}

/** Who sets up the form on L1. */
export interface FormPeople {
  /** Owner of the contracts. */
  readonly owner: Signer;
  /** Agent of token and registry. */
  readonly agent: Signer;
  /** Key of the claim issuer. */
  readonly provider: Signer;
}

/** The form that a permissioned token has on L1: a token of the same suite, which the gateway alone mints. */
export class L1Form {
  readonly token: RwaToken;
  readonly #registry: string;
  readonly #issuer: string;
  readonly #people: FormPeople;

  private constructor(token: RwaToken, registry: string, issuer: string, people: FormPeople) {
    this.token = token;
    this.#registry = registry;
    this.#issuer = issuer;
    this.#people = people;
  }

  /** Deploys it, with the gateway as its agent. */
  static async deploy(
    people: FormPeople,
    { name, symbol, decimals }: FormTerms,
    gateway: string,
  ): Promise<L1Form> {
    const { owner, agent, provider } = people;
    const topics = await new ClaimTopicsRegistry__factory(owner).deploy();
    const issuers = await new TrustedIssuersRegistry__factory(owner).deploy();
    const storage = await new IdentityRegistryStorage__factory(owner).deploy();
    const registry = await new IdentityRegistry__factory(owner).deploy();
    const compliance = await new ModularCompliance__factory(owner).deploy();
    const token = await new RwaToken__factory(owner).deploy();
    const issuer = await new ClaimIssuer__factory(owner).deploy();
    for (const contract of [topics, issuers, storage, registry, compliance, token, issuer])
      await contract.waitForDeployment();
    const steps = [
      () => issuer.initialize(provider),
      () => topics.init(),
      () => issuers.init(),
      () => storage.init(),
      () => registry.init(issuers, topics, storage),
      () => compliance.init(),
      () => token.init(registry, compliance, name, symbol, decimals, ZeroAddress),
      () => topics.addClaimTopic(claimTopicOf(TOPIC)),
      () => issuers.addTrustedIssuer(issuer, [claimTopicOf(TOPIC)]),
      () => storage.bindIdentityRegistry(registry),
      () => registry.addAgent(agent),
      () => registry.addAgent(token),
      () => token.addAgent(agent),
      () => token.addAgent(gateway),
      () => token.connect(agent).unpause(),
    ];
    for (const step of steps) await (await step()).wait();
    const [registryAddress, issuerAddress] = [await registry.getAddress(), await issuer.getAddress()];
    return new L1Form(token, registryAddress, issuerAddress, people);
  }

  /** Gives a wallet an identity with a claim and admits it. @param holder Who manages the identity. */
  async admit(wallet: string, holder: Signer, country: number): Promise<void> {
    const identity = await deployIdentity(holder);
    const data = hexlify(toUtf8Bytes("KYC passed"));
    const signature = await signClaim(this.#people.provider, { identity, topic: TOPIC, data });
    await sendCall(holder, addClaim({ identity, topic: TOPIC, issuer: this.#issuer, signature, data }));
    const entry = { registry: this.#registry, wallet, identity, country };
    await sendCall(this.#people.agent, registerInvestor(entry));
  }
}
