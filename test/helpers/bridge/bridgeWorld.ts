import { predeployAddress } from "@muniment/protocol";
import { Interface, MaxUint256, parseEther, ZeroAddress } from "ethers";
import { bulk, type Connection, escapeDelay, lane, rollupWorld } from "./rollupWorld.js";
import { type BridgeMessage, messageLeaf, messageTree } from "./messageTree.js";

export type BridgeWorld = Awaited<ReturnType<typeof bridgeWorld>>;

/** Addresses of the gateways on L2. */
export const l2 = {
  messenger: predeployAddress(1),
  ethGateway: predeployAddress(16),
  tokenGateway: predeployAddress(17),
  permissionedGateway: predeployAddress(18),
  exitOwners: predeployAddress(19),
} as const;

/** What ETH may leave in a day. */
export const ethLimit = parseEther("100");
export const releaseEth = new Interface(["function release(address recipient, uint256 amount)"]);

/** The bridge of ETH on L1, on a rollup with a lane, open for use. */
export async function bridgeWorld(connection: Pick<Connection, "ethers" | "networkHelpers">) {
  const { ethers } = connection;
  const world = await rollupWorld(connection);
  const { timelock, place, policy, queue } = world;
  const messenger = await ethers.deployContract("L1Messenger", [timelock, escapeDelay, place, queue]);
  const links = (counterpart: string) => ({ messenger, policy, counterpart });
  const ethGateway = await ethers.deployContract("L1EthGateway", [
    timelock,
    escapeDelay,
    place,
    links(l2.ethGateway),
    queue,
    { most: ethLimit, finalityClass: bulk },
  ]);
  await messenger.guard(ethGateway, l2.ethGateway);
  // Contracts of ethers have a "connect" of their own.
  await queue["connect(address)"](ethGateway);
  await world.open();

  /** The messages that L2 has sent, by place. */
  const sent: BridgeMessage[] = [];
  /** Notes a message as the messenger of L2 would. */
  const messageOf = (message: Partial<BridgeMessage>): BridgeMessage => {
    const next: BridgeMessage = {
      lane,
      place: sent.length,
      sender: l2.ethGateway,
      target: ZeroAddress,
      gasLimit: 200_000,
      data: "0x",
      ...message,
    };
    sent.push(next);
    return next;
  };
  const ethAddress = await ethGateway.getAddress();
  const withdrawal = (recipient: string, amount: bigint): BridgeMessage =>
    messageOf({ target: ethAddress, data: releaseEth.encodeFunctionData("release", [recipient, amount]) });
  /** Makes a FINAL batch of messages. */
  const finalizeMessages = async (...messages: readonly BridgeMessage[]) => {
    const { index } = await world.finalize({ messages: messages.map(messageLeaf) });
    return Number(index);
  };
  /** How a message is shown under a batch's root, to which all messages noted by then belong. */
  const inclusionOf = (message: BridgeMessage, batch: number, before = batch - 1) => ({
    batch,
    before,
    siblings: messageTree(world.leaves).siblingsOf(message.place),
  });
  /** Makes a message FINAL in a batch of its own and claims it. */
  const claim = async (message: BridgeMessage) => {
    const batch = await finalizeMessages(message);
    return messenger.claimMessage(message, inclusionOf(message, batch));
  };
  return {
    ...world,
    messenger,
    ethGateway,
    links,
    sent,
    messageOf,
    withdrawal,
    finalizeMessages,
    inclusionOf,
    claim,
  };
}

export const unlimited = 2n ** 96n - 1n;
export const everything = MaxUint256;
