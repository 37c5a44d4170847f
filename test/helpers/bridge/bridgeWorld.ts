import { predeploys } from "@muniment/protocol";
import { Interface, parseEther, ZeroAddress } from "ethers";
import { type Connection, escapeDelay, lane, rollupWorld } from "./rollupWorld.js";
import { type BridgeMessage, messageLeaf, messageTree } from "./messageTree.js";

export type BridgeWorld = Awaited<ReturnType<typeof bridgeWorld>>;

/** No limit of a gateway. */
export const unlimited = 2n ** 96n - 1n;
/** What ETH may leave in a day. */
export const ethLimit = parseEther("100");
export const releaseEth = new Interface(["function release(address recipient, uint256 amount)"]);

/** The bridge of ETH on L1, on a rollup with a lane, open for use. */
export async function bridgeWorld(connection: Pick<Connection, "ethers" | "networkHelpers">) {
  const { ethers } = connection;
  const world = await rollupWorld(connection);
  const { timelock, place, policy, queue, sent } = world;
  const messenger = await ethers.deployContract("L1Messenger", [timelock, escapeDelay, place, queue]);
  const links = (counterpart: string) => ({ messenger, policy, counterpart });
  const ethGateway = await ethers.deployContract("L1EthGateway", [
    timelock,
    escapeDelay,
    place,
    links(predeploys.ethGateway),
    queue,
    { most: ethLimit, finalityClass: 0 },
  ]);
  await messenger.guard(ethGateway, predeploys.ethGateway, false);
  // Contracts of ethers have a "connect" of their own.
  const connectCall = queue.interface.encodeFunctionData("connect", [await ethGateway.getAddress()]);
  await world.deployer.sendTransaction({ to: queue, data: connectCall });
  await world.open();

  /** Notes a message as the messenger of L2 would. */
  const messageOf = (message: Partial<BridgeMessage>): BridgeMessage => {
    const next: BridgeMessage = {
      lane,
      place: sent.length,
      sender: predeploys.ethGateway,
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
    messageOf,
    withdrawal,
    finalizeMessages,
    inclusionOf,
    claim,
  };
}
