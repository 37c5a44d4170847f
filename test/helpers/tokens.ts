import { claimTopicOf, deploySuite, sendCall } from "@muniment/sdk";
import { AbiCoder, getBytes, hexlify, keccak256, toBeHex, toUtf8Bytes, zeroPadValue } from "ethers";

import {
  Identity__factory,
  IdentityRegistry__factory,
  RwaToken__factory,
  type IdentityRegistry,
  type RwaToken,
} from "../../typechain-types/index.js";
import { unique } from "./records.js";
import type { Actor, World } from "./world.js";

const GERMANY = 276;

/** Deploys a suite as `rwa tokenize` does: 0 decimals, Germany and France allowed, at most 600 units per identity. */
export async function deployToken(world: World): Promise<string> {
  const { tokenizationAgent, transferAgent } = world.actors;
  const salt = zeroPadValue(toBeHex(unique()), 32);
  const call = deploySuite(world.contracts, {
    name: "Test Bond",
    symbol: "TB",
    decimals: 0,
    countries: [GERMANY, 250],
    maxBalance: 600n,
    lockupDays: 0,
    transferAgent: transferAgent.address,
    salt,
  });
  await sendCall(tokenizationAgent, call);
  const [token] = await world.contracts.RwaTokenFactory.suiteAddresses(tokenizationAgent.address, salt);
  return token;
}

/** The token at an address. */
export const tokenAt = (world: World, address: string): RwaToken =>
  RwaToken__factory.connect(address, world.actors.admin);

/** Deploys an identity for an actor with a KYC claim of the world's claim issuer. */
export async function createIdentity(world: World, owner: Actor): Promise<string> {
  const signer = world.actors[owner];
  const identity = await new Identity__factory(signer).deploy();
  await identity.initialize(signer.address);
  const topic = claimTopicOf("KYC");
  const data = hexlify(toUtf8Bytes("KYC passed"));
  const claim = keccak256(
    AbiCoder.defaultAbiCoder().encode(["address", "uint256", "bytes"], [identity.target, topic, data]),
  );
  const signature = await world.actors.kycOfficer.signMessage(getBytes(claim));
  await identity.addClaim(topic, 1, world.claimIssuer.target, signature, data, "");
  return identity.target as string;
}

/** Registers an actor with a token unless it is registered already; the identity is shared over tokens. */
export async function addInvestor(
  world: World,
  token: string,
  investor: Actor,
  country = GERMANY,
): Promise<void> {
  const registry = IdentityRegistry__factory.connect(
    await tokenAt(world, token).identityRegistry(),
    world.actors.transferAgent,
  );
  const wallet = world.actors[investor].address;
  if (await registry.contains(wallet)) return;
  await registry.registerIdentity(wallet, await createIdentity(world, investor), country);
}

async function registryOf(world: World, token: string): Promise<IdentityRegistry> {
  return IdentityRegistry__factory.connect(
    await tokenAt(world, token).identityRegistry(),
    world.actors.transferAgent,
  );
}

/** Identity contract of an actor's wallet in a token's registry. */
export async function identityOf(world: World, token: string, holder: Actor): Promise<string> {
  return (await registryOf(world, token)).identity(world.actors[holder].address);
}

/** Registers a further wallet under the identity of a holder. */
export async function addWallet(world: World, token: string, holder: Actor, wallet: Actor): Promise<void> {
  const identity = await identityOf(world, token, holder);
  await (await registryOf(world, token)).registerIdentity(world.actors[wallet].address, identity, GERMANY);
}

/** Takes an actor out of a token's registry. */
export async function removeInvestor(world: World, token: string, holder: Actor): Promise<void> {
  await (await registryOf(world, token)).deleteIdentity(world.actors[holder].address);
}
