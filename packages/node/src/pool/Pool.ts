import type { AccountStanding } from "@muniment/executor";
import { ProtocolError } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import { checkTransaction } from "./checkTransaction.js";
import type { LeastPrice } from "./LeastPrice.js";
import type { PoolLimits } from "./PoolLimits.js";
import type { PoolTransaction } from "./PoolTransaction.js";
import { SenderRow } from "./SenderRow.js";
import { TailHeap } from "./TailHeap.js";

export interface PoolOptions {
  /** An account as the last executed transaction left it. */
  readonly standing: (address: Hex) => AccountStanding;
  readonly limits?: Partial<PoolLimits>;
  /** What is asked for at least. */
  readonly leastPrice?: () => LeastPrice;
}

const defaultLimits: PoolLimits = {
  transactions: 65_536,
  perSender: 1_024,
  nonceAhead: 1_024n,
  transactionBytes: 131_072,
};

/** Transactions that wait for a block: senders in the order of their arrival, each sender's by nonce. */
export class Pool {
  readonly limits: PoolLimits;
  readonly #options: PoolOptions;
  readonly #rows = new Map<Hex, SenderRow>();
  readonly #byHash = new Map<Hex, PoolTransaction>();
  /** Senders whose next transaction may be executed. */
  #ready: Hex[] = [];
  /** Ends of rows; what is no row's end any more is passed over when it comes up. */
  #tails = new TailHeap();
  readonly #listeners = new Set<(transaction: PoolTransaction) => void>();

  constructor(options: PoolOptions) {
    this.#options = options;
    this.limits = { ...defaultLimits, ...options.limits };
  }

  get size(): number {
    return this.#byHash.size;
  }

  /** Whether a transaction waits that may be executed. */
  get hasReady(): boolean {
    return this.#ready.length > 0;
  }

  get(hash: Hex): PoolTransaction | undefined {
    return this.#byHash.get(hash);
  }

  /** Every transaction, in no order. */
  all(): IterableIterator<PoolTransaction> {
    return this.#byHash.values();
  }

  /** The nonce that follows on all that the sender has in the pool without a gap. */
  nextNonce(sender: Hex): bigint {
    const { nonce } = this.#options.standing(sender);
    return this.#rows.get(sender)?.nextNonce(nonce) ?? nonce;
  }

  /** @returns What ends the listening. */
  onAdded(listener: (transaction: PoolTransaction) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Takes a transaction in, or says why not.
   * @throws POOL_KNOWN, POOL_NONCE_TOO_HIGH, POOL_REPLACEMENT_UNDERPRICED, POOL_FUNDS_TOO_LOW, POOL_SENDER_FULL, POOL_FULL,
   * and what `checkTransaction` throws
   */
  add(transaction: PoolTransaction): void {
    const { hash, sender } = transaction;
    if (this.#byHash.has(hash)) throw new ProtocolError("POOL_KNOWN", { hash });
    const { transactionBytes: limit } = this.limits;
    const actual = transaction.raw.length;
    if (actual > limit) throw new ProtocolError("POOL_DATA_TOO_LARGE", { actual, limit });
    const standing = this.#options.standing(sender);
    const tip = checkTransaction(transaction, standing, this.#options.leastPrice?.() ?? { tip: 0n });
    const row = this.#rows.get(sender) ?? new SenderRow();
    this.#checkPlace(transaction, row, standing);
    if (row.find(transaction.nonce) === undefined) this.#makeRoom(transaction);
    transaction.leastTip = tip;

    const replaced = row.put(transaction);
    if (replaced !== undefined) this.#byHash.delete(replaced.hash);
    this.#rows.set(sender, row);
    this.#byHash.set(hash, transaction);
    if (row.last === transaction) this.#noteTail(transaction);
    if (transaction.nonce === standing.nonce) this.#queue(sender, row);
    for (const listener of this.#listeners) listener(transaction);
  }

  /**
   * Transactions to be executed next, in order: senders in turn, each one's nonces ascending. They stay in the pool until
   * they are settled; nothing else may be asked of the pool before.
   * @param most How many at most.
   * @param baseFee Those whose fee is below it, or leaves less than the tip they owe, wait.
   */
  take(most: number, baseFee: bigint): PoolTransaction[] {
    const taken: PoolTransaction[] = [];
    const waiting: Hex[] = [];
    const next = new Map<Hex, bigint>();
    const queue = this.#ready;
    let at = 0;
    for (; at < queue.length && taken.length < most; at++) {
      const sender = queue[at] as Hex;
      const row = this.#rows.get(sender);
      const nonce = next.get(sender) ?? this.#options.standing(sender).nonce;
      const transaction = row?.find(nonce);
      if (row === undefined || transaction === undefined) {
        if (row !== undefined) this.#settle(row, nonce);
      } else if (transaction.maxFee < baseFee + (transaction.leastTip ?? 0n)) waiting.push(sender);
      else {
        taken.push(transaction);
        next.set(sender, nonce + 1n);
        queue.push(sender);
      }
    }
    this.#ready = [...queue.slice(at), ...waiting];
    return taken;
  }

  /** Brings back what was taken and found no room in the block. */
  giveBack(transactions: Iterable<PoolTransaction>): void {
    for (const { sender } of transactions) {
      const row = this.#rows.get(sender);
      if (row !== undefined) this.#queue(sender, row);
    }
  }

  /** Takes out what is in a block now, or can be in none. */
  remove(transactions: Iterable<PoolTransaction>): void {
    for (const transaction of transactions) this.#remove(transaction);
  }

  /** Nothing of the sender's can be executed now; nonces that were used in another way are gone for good. */
  #settle(row: SenderRow, nonce: bigint): void {
    row.isQueued = false;
    for (let first = row.transactions[0]; first !== undefined && first.nonce < nonce;) {
      // Those that were taken just now are settled by who took them.
      if (this.#options.standing(first.sender).nonce <= first.nonce) return;
      this.#remove(first);
      first = row.transactions[0];
    }
  }

  #checkPlace(transaction: PoolTransaction, row: SenderRow, { nonce, balance }: AccountStanding): void {
    const { sender, cost } = transaction;
    const { nonceAhead, perSender } = this.limits;
    if (transaction.nonce > nonce + nonceAhead) {
      const actual = transaction.nonce;
      throw new ProtocolError("POOL_NONCE_TOO_HIGH", { expected: nonce, actual, limit: nonceAhead });
    }
    const before = row.find(transaction.nonce);
    if (before !== undefined) checkReplacement(transaction, before);
    else if (row.transactions.length >= perSender)
      throw new ProtocolError("POOL_SENDER_FULL", { sender, limit: perSender });
    const reserved = row.cost - (before?.cost ?? 0n);
    if (reserved + cost > balance) throw new ProtocolError("POOL_FUNDS_TOO_LOW", { balance, cost, reserved });
  }

  /** Lets the row's end that pays least go, when the pool is full and the new one pays more (NODE-11). */
  #makeRoom(transaction: PoolTransaction): void {
    const { transactions: limit } = this.limits;
    if (this.size < limit) return;
    const least = this.#leastTail();
    if (least === undefined || least.maxTip >= transaction.maxTip || least.sender === transaction.sender)
      throw new ProtocolError("POOL_FULL", { limit });
    this.#remove(least);
  }

  /** The end of a row that pays least. */
  #leastTail(): PoolTransaction | undefined {
    for (let least = this.#tails.peek(); least !== undefined; least = this.#tails.peek()) {
      if (this.#rows.get(least.sender)?.last === least) return least;
      this.#tails.pop();
    }
    return undefined;
  }

  #noteTail(transaction: PoolTransaction): void {
    this.#tails.push(transaction);
    if (this.#tails.size <= 4 * this.limits.transactions) return;
    // Most of it is gone from the pool.
    this.#tails = new TailHeap();
    for (const { last } of this.#rows.values()) if (last !== undefined) this.#tails.push(last);
  }

  #remove(transaction: PoolTransaction): void {
    const { sender, hash } = transaction;
    const row = this.#rows.get(sender);
    if (row?.remove(transaction) !== true) return;
    this.#byHash.delete(hash);
    if (row.last === undefined) this.#rows.delete(sender);
    else this.#noteTail(row.last);
  }

  #queue(sender: Hex, row: SenderRow): void {
    if (row.isQueued) return;
    row.isQueued = true;
    this.#ready.push(sender);
  }
}

/** @throws POOL_REPLACEMENT_UNDERPRICED (NODE-10) */
function checkReplacement({ maxFee, maxTip }: PoolTransaction, before: PoolTransaction): void {
  const fee = raised(before.maxFee);
  const tip = raised(before.maxTip);
  if (maxFee < fee || maxTip < tip) throw new ProtocolError("POOL_REPLACEMENT_UNDERPRICED", { fee, tip });
}

/** A tenth more, rounded up. */
function raised(price: bigint): bigint {
  return (price * 11n + 9n) / 10n;
}
