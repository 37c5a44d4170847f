import type { Signer } from "ethers";

import { Identity__factory } from "../../../../typechain-types/index.js";

/** Deploys an identity contract (ONCHAINID-compatible) managed by the signer. @returns Its address. */
export async function deployIdentity(signer: Signer): Promise<string> {
  const identity = await new Identity__factory(signer).deploy();
  await identity.waitForDeployment();
  await (await identity.initialize(await signer.getAddress())).wait();
  return identity.target as string;
}
