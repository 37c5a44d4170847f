import {
  batchDigest,
  commitmentOf,
  nullifierOf,
  outputSeeds,
  ProtocolError,
  sharedSecret,
} from "@muniment/protocol";
import type { GrumpkinKey, Hex, SealedLeg, SealedOutput } from "@muniment/protocol";
import { offerId } from "../documents/offerId.js";
import type { PaymentAddress } from "../documents/offerSchema.js";
import { parseDocument } from "../documents/parseDocument.js";
import { writeDocument } from "../documents/writeDocument.js";
import type { SettledBatch } from "../lane/SettledBatch.js";
import type { HeldNote } from "./HeldNote.js";
import { HolderKeys } from "./HolderKeys.js";
import { pickNotes } from "./pickNotes.js";
import { openOwn } from "./openOwn.js";
import type { OwnNote } from "./openOwn.js";
import type { PendingOperation, WalletContent, WalletDocument } from "./walletSchema.js";
import { walletSchema } from "./walletSchema.js";

/** Nullifier keys behind the last one that was found used, which are tried too. */
const lookahead = 64;
/** Seconds within which a batch is committed (SETTLE-70). */
const greatestDelay = 3_600n;

/** What a holder has of an asset: what it may spend, and what waits for operations that are under way. */
export interface Balance {
  readonly asset: bigint;
  readonly available: bigint;
  readonly reserved: bigint;
  readonly notes: number;
}

/**
 * One holder on a settlement lane: its keys, and the notes that it reads on L1 (SETTLE-101).
 * @example const wallet = SettlementWallet.of(domain, seed); for (const batch of batches) wallet.scan(batch);
 */
export class SettlementWallet {
  readonly keys: HolderKeys;
  #content: WalletContent;
  #notes = new Map<bigint, HeldNote>();

  private constructor(content: WalletContent) {
    this.#content = content;
    this.keys = new HolderKeys(content.seed);
    for (const { keyIndex, ...note } of content.notes) this.#hold({ ...note, keyIndex });
  }

  /**
   * A wallet that has read nothing yet: a new one, or one that its seed restores.
   * @param secret 32 bytes, in small letters or large ones.
   * @throws SETTLEMENT_DOCUMENT_INVALID, which does not show it
   */
  static of(domain: bigint, secret: Hex): SettlementWallet {
    const format = "muniment-settlement-wallet-1" as const;
    const seed = secret.toLowerCase() as Hex;
    return new SettlementWallet({ format, domain, seed, given: 0, found: 0, notes: [], pending: [] });
  }

  /** @throws SETTLEMENT_DOCUMENT_INVALID */
  static from(document: unknown): SettlementWallet {
    return new SettlementWallet(parseDocument("wallet", walletSchema, document));
  }

  toDocument(): WalletDocument {
    const notes = [...this.#notes.values()].map(({ asset, amount, keyIndex, randomness }) => ({
      ...{ asset, amount, keyIndex, randomness },
    }));
    return writeDocument({ ...this.#content, notes });
  }

  get domain(): bigint {
    return this.#content.domain;
  }

  get key(): GrumpkinKey {
    return this.keys.key;
  }

  get tip(): WalletContent["tip"] {
    return this.#content.tip;
  }

  get pending(): readonly PendingOperation[] {
    return this.#content.pending;
  }

  get notes(): readonly HeldNote[] {
    return [...this.#notes.values()];
  }

  /**
   * Number of a nullifier key that no note has yet. Of so many that were given out in vain that the seed alone would not
   * find more, they are given out again.
   */
  giveKey(): number {
    const { given, found } = this.#content;
    const index = given < found + lookahead ? given : found + (given % lookahead);
    this.#content = { ...this.#content, given: given + 1 };
    return index;
  }

  /** Where somebody pays to; a new one each time. */
  giveAddress(): PaymentAddress {
    return { key: this.key.x, keyHash: this.keys.keyHash(this.giveKey()) };
  }

  /** Nullifier key with a hash that was given out. */
  nullifierKeyOf(hash: bigint): bigint | undefined {
    const index = this.keys.indexOf(hash, this.#window);
    return index === undefined ? undefined : this.keys.nullifierKey(index);
  }

  /**
   * Reads the next batch.
   * @throws SETTLEMENT_STATE_DIFFERS when it is not on the one that was read last: then forget, and read again
   */
  scan({ header, operations, block }: SettledBatch): void {
    const { tip } = this.#content;
    if (tip !== undefined && header.parent !== tip.digest) {
      const { index, parent } = header;
      const context = { index, field: "parent", expected: parent, actual: tip.digest };
      throw new ProtocolError("SETTLEMENT_STATE_DIFFERS", context);
    }
    for (const operation of operations) {
      const shared = sharedSecret(this.keys.secret, operation.ephemeralKey);
      for (const leg of operation.legs) {
        this.#findOwn(leg.payment, outputSeeds.payment(shared, leg.nullifiers[0]));
        this.#readSpent(leg, operation.ephemeralKey);
      }
    }
    const { index, time } = header;
    const digest = batchDigest(header);
    this.#content = { ...this.#content, tip: { index, digest, time, block } };
    this.release(0n);
  }

  /** Forgets what L1 has told, and nothing else. */
  forget(): void {
    const { tip: _tip, ...rest } = this.#content;
    this.#content = rest;
    this.#notes = new Map();
  }

  /** By asset, ascending. */
  balances(): Balance[] {
    const assets = [...new Set(this.notes.map(({ asset }) => asset))].sort((a, b) => (a < b ? -1 : 1));
    const reserved = this.#reserved();
    const sum = (notes: readonly HeldNote[]) => notes.reduce((total, { amount }) => total + amount, 0n);
    return assets.map((asset) => {
      const held = this.notes.filter((note) => note.asset === asset);
      const waiting = held.filter(({ nullifier }) => reserved.has(nullifier));
      const [whole, kept] = [sum(held), sum(waiting)];
      return { asset, available: whole - kept, reserved: kept, notes: held.length };
    });
  }

  /**
   * One note or two that are worth an amount.
   * @throws SETTLEMENT_FUNDS_MISSING, SETTLEMENT_MERGE_NEEDED
   */
  pick(asset: bigint, amount: bigint): readonly HeldNote[] {
    return pickNotes(this.free(asset), asset, amount);
  }

  /** Notes of an asset that nothing under way spends, the greatest first. */
  free(asset: bigint): HeldNote[] {
    const reserved = this.#reserved();
    return this.notes
      .filter((note) => note.asset === asset && !reserved.has(note.nullifier))
      .sort((one, other) => (one.amount > other.amount ? -1 : 1));
  }

  /** Keeps what was begun, in place of what has the same id. */
  begin(operation: PendingOperation): void {
    const rest = this.pending.filter(({ id }) => id !== operation.id);
    this.#content = { ...this.#content, pending: [...rest, operation] };
  }

  /** Drops what was refused, by its id: its notes are free again. A shield stays: its operation alone finds what was paid in. */
  drop(id: Hex): void {
    this.#keepPending((one) => one.id !== id || one.kind === "shield");
  }

  /** Drops a shield, by its id, for which L1 holds nothing: never paid in, used, or given back. */
  dropShield(id: Hex): void {
    this.#keepPending((one) => one.id !== id || one.kind !== "shield");
  }

  /** What was begun for an offer. */
  pendingOffer(id: Hex): PendingOperation | undefined {
    return this.pending.find(({ offer }) => offer !== undefined && offerId(offer) === id);
  }

  /**
   * Drops what no batch can settle any more.
   * @param now Unix seconds.
   */
  release(now: bigint): void {
    const time = this.tip?.time ?? 0n;
    this.#keepPending(
      ({ kind, expiresAt }) => kind === "shield" || (time < expiresAt && now < expiresAt + greatestDelay),
    );
  }

  get #window(): number {
    return this.#content.found + lookahead;
  }

  #keepPending(isKept: (operation: PendingOperation) => boolean): void {
    this.#content = { ...this.#content, pending: this.pending.filter(isKept) };
  }

  #reserved(): Set<bigint> {
    return new Set(this.pending.flatMap(({ nullifiers }) => nullifiers));
  }

  /** What the holder spent in a leg, and what came back. */
  #readSpent({ nullifiers, change }: SealedLeg, ephemeralKey: bigint): void {
    const first = this.#notes.get(nullifiers[0]);
    if (first !== undefined) {
      this.#findOwn(change, outputSeeds.change(first.nullifierKey, nullifiers[0], ephemeralKey));
    }
    for (const nullifier of nullifiers) this.#notes.delete(nullifier);
    this.#keepPending((one) => !one.nullifiers.some((nullifier) => nullifiers.includes(nullifier)));
  }

  #findOwn(output: SealedOutput, seed: bigint): void {
    const note = openOwn(output, seed, this.keys, this.#window);
    if (note === undefined) return;
    this.#hold(note);
    const { found, given } = this.#content;
    const next = note.keyIndex + 1;
    this.#content = { ...this.#content, found: Math.max(found, next), given: Math.max(given, next) };
  }

  #hold(note: OwnNote): HeldNote {
    const nullifierKey = this.keys.nullifierKey(note.keyIndex);
    const whole = { ...note, owner: this.key.x, nullifierKey };
    const commitment = commitmentOf(whole);
    const nullifier = nullifierOf(nullifierKey, commitment);
    const held = { ...whole, commitment, nullifier };
    this.#notes.set(nullifier, held);
    return held;
  }
}
