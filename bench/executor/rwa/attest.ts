import { ATTESTATION_TYPES } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import { id, TypedDataEncoder, Wallet, ZeroHash } from "ethers";
import { benchChain } from "../chain/benchChain.js";
import type { Ledger } from "../chain/Ledger.js";
import { RwaContract } from "./RwaContract.js";

const topic = id("KYC") as Hex;
const definition = "string level";
const registered = 1;
const year = 365n * 24n * 3600n;
/** Signs the attestations; its key is of no use elsewhere. */
const attester = new Wallet(`0x${"a7".repeat(32)}`);

/** Evidence that people are known: a topic, and the registry whose attestations say so. */
export interface Evidence {
  readonly topic: Hex;
  readonly issuer: Hex;
}

/** Deploys the attestation registry and records an attestation of everyone, signed by a trusted attester. */
export function attest(ledger: Ledger, people: readonly Hex[]): Evidence {
  const manager = new RwaContract(ledger, "AccessManager", [ledger.deployer]);
  const schemas = new RwaContract(ledger, "SchemaRegistry", [manager.address]);
  const registry = new RwaContract(ledger, "AttestationRegistry", [manager.address, schemas.address]);
  schemas.send("register", [topic, definition]);
  registry.send("trustAttester", [topic, attester.address]);
  const [schema] = schemas.read("idOf", [topic, definition]) as unknown as [string];
  const [asset] = registry.read("identityScope") as unknown as [string];
  const [, name, version, chainId] = registry.read("eip712Domain") as unknown as [
    Hex,
    string,
    string,
    bigint,
  ];
  const domain = { name, version, chainId, verifyingContract: registry.address };
  for (const [nonce, subject] of people.entries()) {
    const attestation = {
      ...{ asset, stage: registered, submission: ZeroHash, topic, schema, subject },
      ...{ documentHash: id(subject), fieldsRoot: ZeroHash, attester: attester.address },
      ...{ issuedAt: benchChain.genesisTime, expiresAt: benchChain.genesisTime + year, nonce },
    };
    const signature = attester.signingKey.sign(
      TypedDataEncoder.hash(domain, ATTESTATION_TYPES, attestation),
    ).serialized;
    registry.send("record", [attestation, signature]);
  }
  return { topic, issuer: registry.address };
}
