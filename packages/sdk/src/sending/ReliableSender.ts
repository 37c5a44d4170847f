import type { JsonRpcApiProvider, TransactionReceipt, Wallet } from "ethers";
import { ProtocolError } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import { marketFees } from "./marketFees.js";
import { raisedFees } from "./raisedFees.js";
import type { SendAttempt, SendEntry } from "./SendEntry.js";
import type { SendFees } from "./SendFees.js";
import type { SendIntent } from "./SendIntent.js";
import type { SendJournal } from "./SendJournal.js";
import { signAgain, signAttempt } from "./signAttempt.js";

export interface SenderOptions {
  readonly provider: JsonRpcApiProvider;
  /** Whose transactions they are; nobody else may use the key. */
  readonly wallet: Wallet;
  readonly journal: SendJournal;
  /** Blocks, the one it is in included, after which a transaction counts as done. */
  readonly confirmations: number;
  /** Blocks that an offer stands before it is raised; 3 unless told. */
  readonly raiseAfter?: number;
  /** wei a unit of gas; beyond it an offer is not raised. */
  readonly feeLimit: bigint;
  /** wei; the least tip. */
  readonly leastTip?: bigint;
  /** Told what keeps a transaction from going on; the sender tries again with every `tick`. */
  readonly onTrouble?: (trouble: ProtocolError) => void;
}

/** An intent that is done: what became of its transaction, with all confirmations. */
export interface SendOutcome {
  readonly id: string;
  readonly receipt: TransactionReceipt;
}

/** Blocks after which nobody expects L1 to take a transaction away: what was signed is kept no longer. */
const settledDepth = 96;

const idForm = /^[A-Za-z0-9.-]{1,64}$/;

/**
 * Sends transactions to L1 that must arrive once, through restarts, full blocks and reorganisations. What is about to be
 * sent is in the journal first; an intent keeps its nonce for ever, so that of all that was signed for it one transaction
 * at most can count. It does nothing by itself: `tick` looks after everything that is under way.
 */
export class ReliableSender {
  readonly #options: SenderOptions;
  readonly #chainId: bigint;
  readonly #entries: Map<string, SendEntry>;
  #nextNonce: number;
  /** Since which block a nonce counts as used while none of our transactions is found. */
  readonly #strange = new Map<number, number>();

  private constructor(options: SenderOptions, chainId: bigint, entries: readonly SendEntry[], count: number) {
    this.#options = options;
    this.#chainId = chainId;
    this.#entries = new Map(entries.map((entry) => [entry.id, entry]));
    this.#nextNonce = Math.max(count, ...entries.map(({ nonce }) => nonce + 1));
  }

  /** Takes up what the journal has. @throws SEND_JOURNAL_DAMAGED, and what the provider throws. */
  static async open(options: SenderOptions): Promise<ReliableSender> {
    const { provider, wallet, journal } = options;
    const entries = await journal.load();
    const { chainId } = await provider.getNetwork();
    return new ReliableSender(options, chainId, entries, await countOf(provider, wallet.address));
  }

  /** Intents that are not done, in the order of their nonces. */
  get pending(): readonly SendEntry[] {
    return [...this.#entries.values()]
      .filter(({ done }) => done === undefined)
      .sort((a, b) => a.nonce - b.nonce);
  }

  /** Intents that are done, so deep that L1 will not take them away. */
  get settled(): readonly SendEntry[] {
    return this.#done.filter(isSettled);
  }

  /** Forgets an intent that is settled: who submits its id again sends it again. */
  async forget(id: string): Promise<void> {
    const entry = this.#entries.get(id);
    if (entry === undefined || !isSettled(entry)) return;
    await this.#options.journal.remove(id);
    this.#entries.delete(id);
  }

  /** What is known of an intent. */
  entryOf(id: string): SendEntry | undefined {
    return this.#entries.get(id);
  }

  /**
   * Takes in an intent; one that it knows already it leaves as it is. One at a time.
   * @throws ARGUMENT_INVALID for an id that cannot be one; what the provider throws when the gas cannot be estimated,
   * and then nothing was taken in.
   */
  async submit(intent: SendIntent): Promise<SendEntry> {
    if (!idForm.test(intent.id)) {
      const expected = "at most 64 letters, digits, points and dashes";
      throw new ProtocolError("ARGUMENT_INVALID", { option: "id", value: intent.id, expected });
    }
    const known = this.#entries.get(intent.id);
    if (known !== undefined) return known;
    const { provider, wallet } = this.#options;
    const { to, data, value = 0n } = intent;
    const gasLimit =
      intent.gasLimit ?? (await provider.estimateGas({ from: wallet.address, to, data, value }));
    const fees = this.#within(await this.#market(intent.blobs !== undefined));
    const block = await provider.getBlockNumber();
    const place = { chainId: this.#chainId, nonce: this.#nextNonce, gasLimit, fees, block };
    const entry = { id: intent.id, nonce: place.nonce, attempts: [await signAttempt(wallet, intent, place)] };
    await this.#keep(entry);
    this.#nextNonce++;
    await this.#broadcast(entry);
    return entry;
  }

  /**
   * Looks after everything that is under way: finds what is done, brings back what was lost, raises offers.
   * @returns What has become done.
   * @throws SEND_NONCE_TAKEN when somebody else has used the key, and what the provider throws.
   */
  async tick(): Promise<readonly SendOutcome[]> {
    const { provider, wallet } = this.#options;
    const head = await provider.getBlockNumber();
    const count = await countOf(provider, wallet.address);
    const outcomes: SendOutcome[] = [];
    for (const entry of this.#done) await this.#review(entry, head, count);
    for (const entry of this.pending) {
      const receipt = await this.#receiptOf(entry);
      if (receipt === undefined) await this.#push(entry, head, count);
      else if (head - receipt.blockNumber + 1 >= this.#options.confirmations) {
        await this.#keep({ ...entry, done: { hash: receipt.hash as Hex, block: receipt.blockNumber } });
        outcomes.push({ id: entry.id, receipt });
      }
    }
    return outcomes;
  }

  /** Ticks until an intent is done. @param wait Resolves when it is time to look again. */
  async settle(id: string, wait: () => Promise<void>): Promise<SendOutcome> {
    for (;;) {
      const outcome = (await this.tick()).find((each) => each.id === id);
      if (outcome !== undefined) return outcome;
      const done = this.#entries.get(id)?.done;
      const receipt = done && (await this.#options.provider.getTransactionReceipt(done.hash));
      if (receipt) return { id, receipt };
      await wait();
    }
  }

  get #done(): readonly SendEntry[] {
    return [...this.#entries.values()].filter(({ done }) => done !== undefined);
  }

  /** L1 may take away what had all its confirmations: then its nonce is free, and what has later ones waits for it. */
  async #review(entry: SendEntry, head: number, count: number): Promise<void> {
    const { done, attempts, ...rest } = entry;
    if (done === undefined || isSettled(entry)) return;
    if (head >= done.block && count <= entry.nonce) await this.#keep({ ...rest, attempts });
    else if (head - done.block >= settledDepth) {
      const emptied = attempts.map((attempt) => ({ ...attempt, raw: "0x" as const }));
      await this.#keep({ ...entry, attempts: emptied });
    }
  }

  /** What is in no block goes on: with the same offer, or a raised one. */
  async #push(entry: SendEntry, head: number, count: number): Promise<void> {
    if (count > entry.nonce) {
      this.#checkNonce(entry, head);
      return;
    }
    this.#strange.delete(entry.nonce);
    const last = lastOf(entry);
    const { raiseAfter = 3, wallet } = this.#options;
    if (head - last.block < raiseAfter) {
      if (!(await this.#isKnown(last))) await this.#broadcast(entry);
      return;
    }
    const market = await this.#market(last.maxFeePerBlobGas !== undefined);
    const fees = raisedFees(feesOf(last), market);
    if (fees.maxFeePerGas > this.#options.feeLimit) {
      this.#tell(new ProtocolError("SEND_FEE_LIMIT", { id: entry.id, limit: this.#options.feeLimit }));
      if (!(await this.#isKnown(last))) await this.#broadcast(entry);
      return;
    }
    const raised = { ...entry, attempts: [...entry.attempts, await signAgain(wallet, last, fees, head)] };
    await this.#keep(raised);
    await this.#broadcast(raised);
  }

  /** A nonce that is used, by none of ours that is found: the node may lag, but not for long. */
  #checkNonce({ id, nonce }: SendEntry, head: number): void {
    const since = this.#strange.get(nonce) ?? head;
    this.#strange.set(nonce, since);
    if (head - since >= this.#options.confirmations)
      throw new ProtocolError("SEND_NONCE_TAKEN", { id, nonce });
  }

  async #receiptOf({ attempts }: SendEntry): Promise<TransactionReceipt | undefined> {
    for (const { hash } of attempts.toReversed()) {
      const receipt = await this.#options.provider.getTransactionReceipt(hash);
      if (receipt !== null) return receipt;
    }
    return undefined;
  }

  async #isKnown({ hash }: SendAttempt): Promise<boolean> {
    return (await this.#options.provider.send("eth_getTransactionByHash", [hash])) !== null;
  }

  /** What the node says against it decides nothing: it may hold the transaction already, or take it another time. */
  async #broadcast(entry: SendEntry): Promise<void> {
    const attempt = lastOf(entry);
    try {
      await this.#options.provider.send("eth_sendRawTransaction", [attempt.raw]);
    } catch (cause) {
      if (await this.#isKnown(attempt)) return;
      const problem = cause instanceof Error ? (cause.message.split("\n")[0] ?? "") : String(cause);
      this.#tell(new ProtocolError("SEND_REFUSED", { id: entry.id, hash: attempt.hash, problem }, { cause }));
    }
  }

  async #market(hasBlobs: boolean): Promise<SendFees> {
    return marketFees(this.#options.provider, { hasBlobs, leastTip: this.#options.leastTip ?? 1n });
  }

  /** A first offer stays within the limit, though it may then wait. */
  #within(fees: SendFees): SendFees {
    const { feeLimit } = this.#options;
    const least = (value: bigint): bigint => (value < feeLimit ? value : feeLimit);
    return {
      ...fees,
      maxFeePerGas: least(fees.maxFeePerGas),
      maxPriorityFeePerGas: least(fees.maxPriorityFeePerGas),
    };
  }

  async #keep(entry: SendEntry): Promise<void> {
    await this.#options.journal.save(entry);
    this.#entries.set(entry.id, entry);
  }

  #tell(trouble: ProtocolError): void {
    this.#options.onTrouble?.(trouble);
  }
}

async function countOf(provider: JsonRpcApiProvider, address: string): Promise<number> {
  return provider.getTransactionCount(address, "latest");
}

function lastOf({ attempts }: SendEntry): SendAttempt {
  // The journal's schema asks for one at least.
  return attempts.at(-1) as SendAttempt;
}

function isSettled(entry: SendEntry): boolean {
  return entry.done !== undefined && lastOf(entry).raw === "0x";
}

function feesOf({ maxFeePerGas, maxPriorityFeePerGas, maxFeePerBlobGas }: SendAttempt): SendFees {
  return {
    maxFeePerGas,
    maxPriorityFeePerGas,
    ...(maxFeePerBlobGas === undefined ? {} : { maxFeePerBlobGas }),
  };
}
