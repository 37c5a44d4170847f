import { setTimeout as pause } from "node:timers/promises";
import hre from "hardhat";
import { ProtocolError } from "@muniment/protocol";
import {
  type Call,
  claimWithdrawal,
  connectPredeploys,
  connectRollup,
  depositEth,
  depositToken,
  getWithdrawalStatus,
  MunimentRpc,
  pairToken,
  type RollupContracts,
  sendCall,
  simulatedKey,
  withdrawEth,
  type WithdrawalStatus,
} from "@muniment/sdk";
import { JsonRpcProvider, parseEther, type Signer, type TransactionReceipt, Wallet } from "ethers";
import { Devnet } from "../../../tasks/devnet/Devnet.js";
import type { Output } from "../../../tasks/output/Output.js";
import type { L1Gas } from "./L1Gas.js";

const noLimit = 2n ** 96n - 1n;
const classBulk = 1;
const attested = 1n;
const amount = parseEther("1");
const units = 1_000_000n;
/** Milliseconds between two looks, and in which a withdrawal must become FINAL. */
const interval = 250;
const patience = 120_000;
/** Of each kind; the first one writes slots that are there for all others. */
const times = 2;

/**
 * Runs a development chain – the contracts as they are deployed, the node, its batcher with blobs, two of three attesters –
 * and takes the gas of what is sent to its L1.
 */
export async function measureL1Gas(output: Output): Promise<L1Gas> {
  const devnet = await Devnet.start({ hre, output });
  const l1 = new JsonRpcProvider(devnet.l1.url, undefined, { cacheTimeout: -1, pollingInterval: 50 });
  const l2 = new JsonRpcProvider(devnet.node.url, undefined, { cacheTimeout: -1, pollingInterval: 50 });
  try {
    const rollup = connectRollup(devnet.manifest, l1);
    output.progress("deposits");
    const ethDeposit = await depositsOfEth(rollup, await l1.getSigner(0));
    const tokenDeposit = await depositsOfTokens(devnet, rollup, l1);
    output.progress("withdrawals, until they are FINAL");
    const claimer = await l1.getSigner(0);
    const ethClaim = await claims(devnet, { rollup, l2, rpc: new MunimentRpc(l2) }, claimer);
    return { ethDeposit, tokenDeposit, ethClaim, ...(await batcherGas(rollup, l1)) };
  } finally {
    l1.destroy();
    l2.destroy();
    await devnet.close();
  }
}

async function depositsOfEth(rollup: RollupContracts, signer: Signer): Promise<number> {
  const recipient = await signer.getAddress();
  return lastGas(times, async () => [
    await sendCall(signer, await depositEth(rollup, { recipient, amount })),
  ]);
}

async function depositsOfTokens(
  devnet: Devnet,
  rollup: RollupContracts,
  l1: JsonRpcProvider,
): Promise<number> {
  const signer = await l1.getSigner(0);
  const recipient = await signer.getAddress();
  const { ethers } = devnet.l1.connection;
  const cash = await ethers.deployContract("TestCash");
  const token = await cash.getAddress();
  await cash.mint(recipient, 10n * units);
  const keeper = new Wallet(simulatedKey("keeper"), l1);
  await sendCall(keeper, await pairToken(rollup, { token, most: noLimit, finalityClass: classBulk }));
  return lastGas(times, async () =>
    sendAll(signer, await depositToken(rollup, { token, amount: units, recipient })),
  );
}

interface Chains {
  readonly rollup: RollupContracts;
  readonly l2: JsonRpcProvider;
  readonly rpc: MunimentRpc;
}

async function claims(devnet: Devnet, chains: Chains, claimer: Signer): Promise<number> {
  const holders = await (await devnet.connect(hre)).ethers.getSigners();
  const recipient = await claimer.getAddress();
  const hashes: string[] = [];
  for (const holder of holders.slice(0, times)) {
    const call = withdrawEth(connectPredeploys(holder), { recipient, amount: 1000n });
    hashes.push((await sendCall(holder, call)).hash);
  }
  let gas = 0;
  for (const hash of hashes) {
    const { message, inclusion } = await whenFinal(chains, hash);
    gas = Number((await sendCall(claimer, claimWithdrawal(chains.rollup, message, inclusion))).gasUsed);
  }
  return gas;
}

async function whenFinal(
  chains: Chains,
  hash: string,
): Promise<WithdrawalStatus & Required<Pick<WithdrawalStatus, "inclusion">>> {
  for (let waited = 0; waited < patience; waited += interval) {
    const [found] = await getWithdrawalStatus(chains, hash);
    if (found?.inclusion !== undefined) return { ...found, inclusion: found.inclusion };
    await pause(interval);
  }
  throw new ProtocolError("BENCH_INVALID", { problem: `the withdrawal ${hash} did not become FINAL` });
}

/** What batcher and attesters sent by themselves. */
async function batcherGas(
  { Rollup, lane }: RollupContracts,
  l1: JsonRpcProvider,
): Promise<Pick<L1Gas, "commit" | "attest" | "finalize">> {
  const [commits, evidence, finals] = await Promise.all([
    Rollup.queryFilter(Rollup.filters.BatchCommitted(lane)),
    Rollup.queryFilter(Rollup.filters.EvidenceAdded(lane, undefined, attested)),
    Rollup.queryFilter(Rollup.filters.BatchesFinalized(lane)),
  ]);
  const gasOf = async (logs: readonly { readonly transactionHash: string }[]): Promise<number> => {
    const hash = logs.at(-1)?.transactionHash;
    const receipt = hash === undefined ? null : await l1.getTransactionReceipt(hash);
    if (receipt === null) throw new ProtocolError("BENCH_INVALID", { problem: "L1 has no such batch" });
    return Number(receipt.gasUsed);
  };
  return { commit: await gasOf(commits), attest: await gasOf(evidence), finalize: await gasOf(finals) };
}

async function sendAll(signer: Signer, calls: readonly Call[]): Promise<TransactionReceipt[]> {
  const receipts: TransactionReceipt[] = [];
  for (const call of calls) receipts.push(await sendCall(signer, call));
  return receipts;
}

/** Gas of the last transaction of the last turn. */
async function lastGas(turns: number, send: () => Promise<readonly TransactionReceipt[]>): Promise<number> {
  let gas = 0n;
  for (let turn = 0; turn < turns; turn++) gas = (await send()).at(-1)?.gasUsed ?? 0n;
  return Number(gas);
}
