import { messageLeaf, ProtocolError, type Hex, type Message } from "@muniment/protocol";
import type { Provider } from "ethers";

import type { RollupContracts } from "../rollup/connectRollup.js";
import { evidenceNames, type EvidenceName } from "../rollup/evidenceNames.js";
import type { MunimentRpc } from "../rpc/MunimentRpc.js";
import { claimObstacle } from "./claimObstacle.js";
import type { WithdrawalInclusion } from "./claimWithdrawal.js";
import { findHeldPayment } from "./findHeldPayment.js";
import type { HeldPayment } from "./HeldPayment.js";
import { messagesOfReceipt } from "./messagesOfReceipt.js";

/** What became of one message that a transaction of L2 sent to L1. */
export interface WithdrawalStatus {
  readonly message: Message;
  readonly leaf: Hex;
  /** Block of L2 that sent it. */
  readonly block: bigint;
  /**
   * SENT: no batch on L1 has it. COMMITTED. FINAL: it can be claimed, unless `obstacle` says why not now. CLAIMED: what it
   * brings has arrived. FAILED: its call failed, and retryFailed on L1 repeats it. HELD: it was claimed and waits, as
   * `held` says.
   */
  readonly status: "SENT" | "COMMITTED" | "FINAL" | "CLAIMED" | "FAILED" | "HELD";
  readonly isClaimable: boolean;
  /** Batch that has it, or the FINAL root it is shown under. */
  readonly batch?: bigint;
  readonly evidence: readonly EvidenceName[];
  /** How it is shown on L1, once it is FINAL. */
  readonly inclusion?: WithdrawalInclusion;
  readonly obstacle?: string;
  readonly held?: HeldPayment;
}

/** The chains that a withdrawal is looked for on. */
export interface WithdrawalChains {
  readonly rollup: RollupContracts;
  readonly l2: Provider;
  readonly rpc: MunimentRpc;
}

type Progress = Omit<WithdrawalStatus, "message" | "leaf" | "block">;

/**
 * What became of everything that a transaction of L2 sent to L1. What is FINAL, claimed, failed or held L1 says; how a
 * message is shown the node, and L1 checks it.
 * @param transaction Its hash on L2.
 * @throws BRIDGE_TRANSACTION_UNKNOWN, BRIDGE_NOTHING_SENT, RPC_ANSWER_INVALID when the node contradicts L1
 * @example const [withdrawal] = await getWithdrawalStatus({ rollup, l2, rpc }, hash);
 */
export async function getWithdrawalStatus(
  chains: WithdrawalChains,
  transaction: string,
): Promise<WithdrawalStatus[]> {
  const receipt = await chains.l2.getTransactionReceipt(transaction);
  if (receipt === null) throw new ProtocolError("BRIDGE_TRANSACTION_UNKNOWN", { chain: "L2", transaction });
  const messages = messagesOfReceipt(receipt, chains.rollup.lane);
  if (messages.length === 0) throw new ProtocolError("BRIDGE_NOTHING_SENT", { chain: "L2", transaction });
  const block = BigInt(receipt.blockNumber);
  return Promise.all(
    messages.map(async (message) => {
      const leaf = messageLeaf(message);
      const claimed = await claimedState(chains.rollup, message, leaf);
      const progress = claimed ?? (await openState(chains, message, leaf));
      return { message, leaf, block, ...progress };
    }),
  );
}

/** What L1 says of a message that was claimed; undefined before. */
async function claimedState(
  rollup: RollupContracts,
  { place }: Message,
  leaf: Hex,
): Promise<Progress | undefined> {
  const { L1Messenger } = rollup;
  if (!(await L1Messenger.isDone(place))) return undefined;
  const common = { isClaimable: false, evidence: [] } as const;
  if (await L1Messenger.isFailed(leaf)) return { ...common, status: "FAILED" };
  const held = await findHeldPayment(rollup, place);
  return held === undefined ? { ...common, status: "CLAIMED" } : { ...common, status: "HELD", held };
}

async function openState(chains: WithdrawalChains, message: Message, leaf: Hex): Promise<Progress> {
  const proof = await chains.rpc.getWithdrawalProof(message.place);
  if (proof === undefined) return { status: "SENT", isClaimable: false, evidence: [] };
  if (proof.leaf !== leaf) contradict(`leaf: it is ${proof.leaf}, and the message's is ${leaf}`);
  const { root, siblings } = proof;
  if (root === null) return committedState(chains, proof.block);
  if (siblings === null) contradict("siblings: none, with a root");
  return finalState(chains, message, { ...root, siblings });
}

/** Whether a batch on L1 has the message's block. */
async function committedState({ rollup, rpc }: WithdrawalChains, block: bigint): Promise<Progress> {
  const batch = (await rpc.getLevel(block))?.batch ?? undefined;
  if (batch === undefined || (await rollup.Rollup.levelOf(rollup.lane, batch)) === 0n)
    return { status: "SENT", isClaimable: false, evidence: [] };
  const evidence = evidenceNames(await rollup.Rollup.evidenceOf(rollup.lane, batch));
  return { status: "COMMITTED", isClaimable: false, batch, evidence };
}

async function finalState(
  { rollup }: WithdrawalChains,
  message: Message,
  inclusion: WithdrawalInclusion,
): Promise<Progress> {
  const { batch } = inclusion;
  const root = await rollup.Rollup.finalRootOf(rollup.lane, batch);
  if (BigInt(root.stateRoot) === 0n || message.place >= root.messageCount)
    contradict(`root: on L1 batch ${batch} is no FINAL root with place ${message.place}`);
  const evidence = evidenceNames(root.evidence);
  const obstacle = await claimObstacle(rollup, message, batch);
  const common = { status: "FINAL", batch, evidence, inclusion } as const;
  return obstacle === undefined
    ? { ...common, isClaimable: true }
    : { ...common, isClaimable: false, obstacle };
}

function contradict(problem: string): never {
  throw new ProtocolError("RPC_ANSWER_INVALID", { method: "muniment_getWithdrawalProof", problem });
}
