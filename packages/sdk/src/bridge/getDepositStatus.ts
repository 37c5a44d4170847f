import {
  aliasOf,
  depositOf,
  encodeTransaction,
  keccak256,
  messageLeaf,
  predeploys,
  ProtocolError,
  type Hex,
  type Message,
  type QueueOrigin,
} from "@muniment/protocol";
import type { Provider, TransactionReceipt } from "ethers";

import {
  L2PermissionedGateway__factory,
  L2TokenGateway__factory,
} from "../../../../typechain-types/index.js";
import { connectPredeploys } from "../rollup/connectPredeploys.js";
import type { RollupContracts } from "../rollup/connectRollup.js";
import type { ItemTuple } from "./ItemTuple.js";
import { messageOfItem } from "./messageOfItem.js";

/** What became of one item that a transaction of L1 queued. */
export interface DepositStatus {
  /** Its place in the lane's queue. */
  readonly place: bigint;
  /** ETH that is minted, a message of L1, or a transaction of the sender's own. */
  readonly kind: "ETH" | "MESSAGE" | "FORCED";
  /**
   * QUEUED: no block has it. CONSUMED: it did on L2 what it was to do. FAILED: its transaction, or its message's call,
   * failed there.
   */
  readonly status: "QUEUED" | "CONSUMED" | "FAILED";
  /** Whether retryFailed on L2 may still carry its message out. */
  readonly isRetryable: boolean;
  readonly sourceHash: Hex;
  /** Hash of its transaction on L2. */
  readonly l2Transaction: Hex;
  /** Block of L2 that has it. */
  readonly l2Block?: bigint;
  /** The message that it carries. */
  readonly message?: Message;
  /** Whether the recipient could not take the units, which come back by a message to L1 (BRIDGE-17). */
  readonly isReturned: boolean;
  /** Place in the gateway's list of units that are kept until their recipient may hold them (BRIDGE-22). */
  readonly keptAs?: bigint;
}

/** The chains that a deposit is looked for on. */
export interface DepositChains {
  readonly rollup: RollupContracts;
  readonly l1: Provider;
  readonly l2: Provider;
}

interface Item {
  readonly place: bigint;
  readonly item: ItemTuple;
  readonly data: Hex;
}

/**
 * What became of everything that a transaction of L1 sent to L2.
 * @param transaction Its hash on L1.
 * @throws BRIDGE_TRANSACTION_UNKNOWN, BRIDGE_NOTHING_SENT
 * @example const [deposit] = await getDepositStatus({ rollup, l1, l2 }, hash);
 */
export async function getDepositStatus(chains: DepositChains, transaction: string): Promise<DepositStatus[]> {
  const { rollup, l1 } = chains;
  const receipt = await l1.getTransactionReceipt(transaction);
  if (receipt === null) throw new ProtocolError("BRIDGE_TRANSACTION_UNKNOWN", { chain: "L1", transaction });
  const items = itemsOf(rollup, receipt);
  if (items.length === 0) throw new ProtocolError("BRIDGE_NOTHING_SENT", { chain: "L1", transaction });
  const { chainId: l1ChainId } = await l1.getNetwork();
  const origin = { l1ChainId, queue: hex(rollup.MessageQueue.target as string), lane: rollup.lane };
  return Promise.all(items.map((item) => statusOf(chains, origin, item)));
}

function itemsOf({ MessageQueue, lane }: RollupContracts, receipt: TransactionReceipt): Item[] {
  return receipt.logs
    .filter(({ address }) => hex(address) === hex(MessageQueue.target as string))
    .flatMap((log) => {
      const parsed = MessageQueue.interface.parseLog(log);
      if (parsed?.name !== "ItemQueued" || Number(parsed.args["lane"]) !== lane) return [];
      const { place, item, data } = parsed.args as unknown as Item;
      return [{ place, item, data }];
    });
}

async function statusOf(
  { rollup, l2 }: DepositChains,
  origin: QueueOrigin,
  { place, item, data }: Item,
): Promise<DepositStatus> {
  const { mint, value, gasLimit, time, gasBefore, isCreation } = item;
  const parties = { sender: hex(item.sender), recipient: hex(item.recipient) };
  const deposit = depositOf(
    { ...parties, isCreation, mint, value, gasLimit, time, gasBefore, data },
    origin,
    place,
  );
  const l2Transaction = keccak256(encodeTransaction(deposit));
  const isRelay = parties.sender === aliasOf(hex(rollup.L1Messenger.target as string));
  const message = isRelay ? messageOfItem(data) : undefined;
  const common = {
    place,
    kind: mint !== 0n ? ("ETH" as const) : message === undefined ? ("FORCED" as const) : ("MESSAGE" as const),
    ...{ sourceHash: deposit.sourceHash, l2Transaction },
    ...(message === undefined ? {} : { message }),
  };
  const receipt = await l2.getTransactionReceipt(l2Transaction);
  if (receipt === null) return { ...common, status: "QUEUED", isRetryable: false, isReturned: false };
  const isRetryable = message !== undefined && (await isFailed(l2, message));
  const status = receipt.status === 0 || isRetryable ? "FAILED" : "CONSUMED";
  const l2Block = BigInt(receipt.blockNumber);
  return { ...common, status, isRetryable, l2Block, ...arrivalOf(receipt) };
}

async function isFailed(l2: Provider, message: Message): Promise<boolean> {
  return connectPredeploys(l2).L2Messenger.isFailed(messageLeaf(message));
}

/** What the gateways of L2 say that they did instead of crediting. */
function arrivalOf({ logs }: TransactionReceipt): Pick<DepositStatus, "isReturned" | "keptAs"> {
  const tokens = L2TokenGateway__factory.createInterface();
  const units = L2PermissionedGateway__factory.createInterface();
  const isReturned = logs.some(
    (log) => hex(log.address) === predeploys.tokenGateway && tokens.parseLog(log)?.name === "TokensReturned",
  );
  const kept = logs
    .filter(({ address }) => hex(address) === predeploys.permissionedGateway)
    .map((log) => units.parseLog(log))
    .find((event) => event?.name === "UnitsKept");
  return kept ? { isReturned, keptAs: kept.args["id"] as bigint } : { isReturned };
}

const hex = (text: string): Hex => text.toLowerCase() as Hex;
