import { id, ZeroHash } from "ethers";
import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { ATTESTATION_TYPES } from "@muniment/protocol";
import { deployOwn } from "../../chain/deployOwn.js";
import { send } from "../../chain/send.js";
import type { Evidence } from "./Evidence.js";
import type { Kit } from "./Kit.js";

const TOPICS = ["KYC", "ACCREDITATION", "RESIDENCE", "SANCTIONS", "SUITABILITY"].map((name) => id(name));
const DEFINITION = "string level";
const REGISTERED = 1;
const YEAR = 365 * 24 * 3600;

/** Evidence from the attestation registry: holders without an identity contract of their own. */
export async function attested({ chain, people }: Kit): Promise<Evidence> {
  const { owner, issuerKey } = people;
  const manager = await deployOwn(chain, "AccessManager", [owner.address]);
  const schemas = await deployOwn(chain, "SchemaRegistry", [manager]);
  const registry = await deployOwn(chain, "AttestationRegistry", [manager, schemas]);
  const epoch = await deployOwn(chain, "VerificationEpoch", [owner.address]);
  const address = await registry.getAddress();
  await send(epoch, owner, "setSource", [address, true]);
  await send(registry, owner, "setVerificationEpoch", [await epoch.getAddress()]);

  const domain: unknown = await registry.getFunction("eip712Domain").staticCall();
  const [, name, version, chainId] = domain as [string, string, string, bigint];
  const scope = String(await registry.getFunction("identityScope").staticCall());
  const start = (await chain.ethers.provider.getBlock("latest"))?.timestamp ?? 0;
  let nonce = 0;
  const attest = async (subject: HardhatEthersSigner, topic: string, schema: string): Promise<void> => {
    const attestation = {
      asset: scope,
      stage: REGISTERED,
      submission: ZeroHash,
      topic,
      schema,
      subject: subject.address,
      documentHash: id(`${subject.address} ${topic}`),
      fieldsRoot: ZeroHash,
      attester: issuerKey.address,
      issuedAt: start,
      expiresAt: start + YEAR,
      nonce: nonce++,
    };
    const signature = await issuerKey.signTypedData(
      { name, version, chainId, verifyingContract: address },
      ATTESTATION_TYPES,
      attestation,
    );
    await send(registry, owner, "record", [attestation, signature]);
  };
  const { sender, receiver, newcomer, exchange, crowd } = people;
  for (const topic of TOPICS) {
    await send(schemas, owner, "register", [topic, DEFINITION]);
    const schema = String(await schemas.getFunction("idOf").staticCall(topic, DEFINITION));
    await send(registry, owner, "trustAttester", [topic, issuerKey.address]);
    for (const subject of [sender, receiver, newcomer, exchange, ...crowd])
      await attest(subject, topic, schema);
  }
  return {
    topics: TOPICS.map((topic) => BigInt(topic)),
    issuers: TOPICS.map(() => address),
    identityOf: (wallet) => wallet,
    contractOf: () => undefined,
  };
}
