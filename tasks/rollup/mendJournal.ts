import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { trackTransaction, wipe } from "@nomicfoundation/ignition-core";
import type { Provider } from "ethers";

import type { Connection } from "../context/Connection.js";

/** A transaction that Ignition was about to send when it ended. */
interface Unsure {
  readonly futureId: string;
  readonly nonce: number;
}

interface Message {
  readonly type: string;
  readonly futureId: string;
  readonly networkInteractionId: number;
  readonly nonce: number;
}

/**
 * Finds out what became of transactions that Ignition was about to send when a deployment broke off: without that it does not
 * go on. One that is in a block is noted, one that L1 has not seen is forgotten; it is made again under the same nonce, so
 * that at most one of the two is ever executed.
 * @param journal Ignition's folder of the deployment.
 * @param deployer Who sends.
 */
export async function mendJournal(connection: Connection, journal: string, deployer: string): Promise<void> {
  const { provider } = connection.ethers;
  for (const { futureId, nonce } of await unsureIn(journal)) {
    if ((await provider.getTransactionCount(deployer, "pending")) <= nonce) {
      await wipe(journal, noArtifacts, futureId);
      continue;
    }
    const hash = await sentBy(provider, deployer, nonce);
    if (hash !== undefined) await trackTransaction(journal, hash, connection.provider);
  }
}

/** Prepared, and neither noted as sent nor forgotten since. */
async function unsureIn(journal: string): Promise<Unsure[]> {
  let text: string;
  try {
    text = await readFile(join(journal, "journal.jsonl"), "utf8");
  } catch {
    return [];
  }
  const unsure = new Map<string, Unsure>();
  for (const line of text.split("\n").filter((one) => one.trim() !== "")) {
    const { type, futureId, networkInteractionId, nonce } = JSON.parse(line) as Message;
    const key = `${futureId} ${String(networkInteractionId)}`;
    if (type === "TRANSACTION_PREPARE_SEND") unsure.set(key, { futureId, nonce });
    if (type === "TRANSACTION_SEND") unsure.delete(key);
    if (type !== "WIPE_APPLY") continue;
    for (const [at, { futureId: wiped }] of unsure) if (wiped === futureId) unsure.delete(at);
  }
  return [...unsure.values()];
}

/** Hash of the transaction of an account under a nonce; undefined when it is in no block. */
async function sentBy(provider: Provider, account: string, nonce: number): Promise<string | undefined> {
  let [low, high] = [0, await provider.getBlockNumber()];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((await countAt(provider, account, middle)) > nonce) high = middle;
    else low = middle + 1;
  }
  const block = await provider.getBlock(low, true);
  return block?.prefetchedTransactions.find((one) => one.from === account && one.nonce === nonce)?.hash;
}

/** Nodes forget old states: what one cannot tell lies before what it can. */
async function countAt(provider: Provider, account: string, block: number): Promise<number> {
  try {
    return await provider.getTransactionCount(account, block);
  } catch {
    return 0;
  }
}

/** Asked for by Ignition when a deployment has no folder, and this one has. */
const noArtifacts: Parameters<typeof wipe>[1] = {
  loadArtifact: (name) => Promise.reject(new TypeError(`no artifact of ${name}`)),
  getBuildInfo: () => Promise.resolve(undefined),
};
