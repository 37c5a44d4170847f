import { ProtocolError } from "@muniment/protocol";
import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { Contract, AbiCoder, getBytes, keccak256, toUtf8Bytes } from "ethers";
import type { Chain } from "../../chain/Chain.js";
import { deployNpm } from "../../chain/deployNpm.js";
import { npmArtifact } from "../../chain/npmArtifact.js";
import { send } from "../../chain/send.js";
import type { People } from "../People.js";
import type { Evidence } from "./Evidence.js";
import type { Deployed } from "../../chain/Deployed.js";

const PACKAGE = "@onchain-id/solidity";
const TOPICS = [1n, 2n, 3n, 4n, 5n];
const DATA = toUtf8Bytes("Some claim public data.");
const ECDSA = 1;
const CLAIM_SIGNER = 3;
const MANAGEMENT = 1;
const coder = AbiCoder.defaultAbiCoder();

/** Unmodified ONCHAINID 2.2.1, as its factory deploys it: the evidence of the reference and of one variant of ours. */
export interface Onchainid extends Evidence {
  readonly factory: Deployed;
}

const keyOf = (account: string): string => keccak256(coder.encode(["address"], [account]));

async function deployFactory(chain: Chain, owner: string): Promise<Deployed> {
  const library = await deployNpm(chain, npmArtifact(PACKAGE, "Identity"), [owner, true]);
  const authority = await deployNpm(chain, npmArtifact(PACKAGE, "proxy/ImplementationAuthority"), [
    await library.getAddress(),
  ]);
  return deployNpm(chain, npmArtifact(PACKAGE, "factory/IdFactory"), [await authority.getAddress()]);
}

async function deployIssuer(chain: Chain, { owner, issuerKey }: People): Promise<string> {
  const issuer = await deployNpm(chain, npmArtifact(PACKAGE, "ClaimIssuer"), [owner.address]);
  await send(issuer, owner, "addKey", [keyOf(issuerKey.address), CLAIM_SIGNER, ECDSA]);
  return issuer.getAddress();
}

/** Creates the identities of everyone with claims on every topic, and lets the sender's successor manage his. */
export async function onchainid(chain: Chain, people: People): Promise<Onchainid> {
  const factory = await deployFactory(chain, people.owner.address);
  const issuers: string[] = [];
  while (issuers.length < TOPICS.length) issuers.push(await deployIssuer(chain, people));
  const identities = new Map<string, Deployed>();
  const { abi } = npmArtifact(PACKAGE, "Identity");

  const create = async (wallet: HardhatEthersSigner): Promise<void> => {
    await send(factory, people.owner, "createIdentity", [wallet.address, wallet.address]);
    const address = String(await factory.getFunction("getIdentity").staticCall(wallet.address));
    const identity = new Contract(address, abi, wallet);
    chain.names.add(address, "IdentityProxy", identity.interface);
    identities.set(wallet.address, identity);
    for (const [index, topic] of TOPICS.entries()) {
      const content = coder.encode(["address", "uint256", "bytes"], [address, topic, DATA]);
      const signature = await people.issuerKey.signMessage(getBytes(keccak256(content)));
      await send(identity, wallet, "addClaim", [topic, ECDSA, issuers[index], signature, DATA, ""]);
    }
  };
  const { sender: first, receiver, newcomer, exchange, crowd } = people;
  for (const wallet of [first, receiver, newcomer, exchange, ...crowd]) await create(wallet);

  const contractOf = (wallet: string): Deployed => {
    const identity = identities.get(wallet);
    if (identity === undefined)
      throw new ProtocolError("ACCOUNT_UNKNOWN", { account: wallet, known: identities.size });
    return identity;
  };
  const sender = contractOf(people.sender.address);
  await send(sender, people.sender, "addKey", [keyOf(people.successor.address), MANAGEMENT, ECDSA]);
  const addresses = new Map<string, string>();
  for (const [wallet, identity] of identities) addresses.set(wallet, await identity.getAddress());
  const identityOf = (wallet: string): string => addresses.get(wallet) ?? people.owner.address;
  return { topics: TOPICS, issuers, factory, contractOf, identityOf };
}
