import { id, ZeroAddress, type ContractTransactionReceipt } from "ethers";
import { send } from "../../chain/send.js";
import type { Foundation } from "./Foundation.js";
import type { Kit } from "./Kit.js";
import { tokenSettings } from "./tokenSettings.js";

const UNRESTRICTED = {
  disableMint: false,
  disableBurn: false,
  disablePartialFreeze: false,
  disableAddressFreeze: false,
  disableRecovery: false,
  disableForceTransfer: false,
  disablePause: false,
};

/** Token, identity registry and compliance, and what deploying them cost. */
export interface FactoryDeployment {
  readonly receipt: ContractTransactionReceipt;
  readonly addresses: readonly string[];
}

/** Has the factory deploy a bare suite; each storage serves one suite here, so its address makes the salt. */
export async function callFactory(
  { factory, people: { owner, agent } }: Kit,
  { topics, issuers, storage }: Foundation,
): Promise<FactoryDeployment> {
  await send(storage, owner, "setBinder", [await factory.getAddress(), true]);
  const salt = id(await storage.getAddress());
  const details = {
    ...tokenSettings,
    owner: owner.address,
    onchainID: ZeroAddress,
    identityStorage: await storage.getAddress(),
    trustedIssuers: await issuers.getAddress(),
    claimTopics: await topics.getAddress(),
    modules: [],
    moduleSettings: [],
    tokenAgents: [agent.address],
    restrictions: [UNRESTRICTED],
    identityAgents: [agent.address],
    unpaused: false,
    salt,
  };
  const receipt = await send(factory, owner, "deploySuite", [details]);
  const addresses: unknown = await factory.getFunction("suiteAddresses").staticCall(owner.address, salt);
  return { receipt, addresses: (addresses as { toArray(): string[] }).toArray() };
}
