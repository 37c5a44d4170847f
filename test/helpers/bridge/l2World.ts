import { predeploys } from "@muniment/protocol";
import { getAddress, id, parseEther } from "ethers";
import { aliasOf } from "./aliasOf.js";
import { type BridgeMessage, messageLeaf, messageTree } from "./messageTree.js";
import { predeployed } from "./predeployed.js";
import { type Connection, lane } from "./rollupWorld.js";

export type L2World = Awaited<ReturnType<typeof l2World>>;

const some = (name: string): string => getAddress(`0x${id(name).slice(-40)}`);

/** Contracts of L1, when a test has none of its own. */
export const l1Addresses = {
  messenger: some("messenger"),
  ethGateway: some("ETH gateway"),
  tokenGateway: some("token gateway"),
  permissionedGateway: some("permissioned gateway"),
  feed: some("feed"),
  feeRecipient: some("fee recipient"),
};

/** The chain's predeploys, as genesis has them, and the alias that speaks for L1. */
export async function l2World(
  connection: Pick<Connection, "ethers" | "networkHelpers">,
  l1: typeof l1Addresses = l1Addresses,
) {
  const { ethers, networkHelpers } = connection;
  const signers = await ethers.getSigners();
  const people = signers.slice(6);
  const put = (name: string, number: number, ...args: unknown[]) =>
    predeployed(connection, name, number, { args });
  await predeployed(connection, "L2Messenger", 1, {
    args: [lane, l1.messenger],
    slots: [[0, messageTree([]).root]],
  });
  await put("FeeVault", 2, l1.feeRecipient, parseEther("1"));
  await put("L1FeeOracle", 3, people[0]!.address);
  await put("FinalityClasses", 4, l1.feed);
  await put("L2EthGateway", 16, l1.ethGateway);
  await put("L2TokenGateway", 17, l1.tokenGateway);
  await put("L2PermissionedGateway", 18, l1.permissionedGateway);
  await put("ExitOwners", 19);
  const messenger = await ethers.getContractAt("L2Messenger", predeploys.messenger);
  const alias = await ethers.getImpersonatedSigner(aliasOf(l1.messenger));
  await networkHelpers.setBalance(alias.address, parseEther("1000"));

  let place = 0;
  /** A message of L1, at the next place. */
  const messageOf = (message: Partial<BridgeMessage>): BridgeMessage => ({
    lane,
    place: place++,
    sender: l1.tokenGateway,
    target: predeploys.tokenGateway,
    gasLimit: 3_000_000,
    data: "0x",
    ...message,
  });
  /** Relays a message as its item does. */
  const relay = (message: BridgeMessage, gasLimit = 6_000_000) =>
    messenger.connect(alias).relayMessage(message, { gasLimit });
  /** The messages that were sent to L1 so far. */
  const sentMessages = async (): Promise<BridgeMessage[]> =>
    (await messenger.queryFilter(messenger.filters.MessageSent())).map(({ args }) => ({
      lane,
      place: Number(args.place),
      sender: args.sender,
      target: args.target,
      gasLimit: Number(args.gasLimit),
      data: args.data,
    }));
  const failed = (message: BridgeMessage) => messenger.isFailed(messageLeaf(message));
  return {
    l1,
    people,
    alias,
    messenger,
    feeVault: await ethers.getContractAt("FeeVault", predeploys.feeVault),
    feeOracle: await ethers.getContractAt("L1FeeOracle", predeploys.l1FeeOracle),
    finalityClasses: await ethers.getContractAt("FinalityClasses", predeploys.finalityClasses),
    ethGateway: await ethers.getContractAt("L2EthGateway", predeploys.ethGateway),
    tokenGateway: await ethers.getContractAt("L2TokenGateway", predeploys.tokenGateway),
    permissionedGateway: await ethers.getContractAt("L2PermissionedGateway", predeploys.permissionedGateway),
    exitOwners: await ethers.getContractAt("ExitOwners", predeploys.exitOwners),
    messageOf,
    relay,
    sentMessages,
    failed,
  };
}
