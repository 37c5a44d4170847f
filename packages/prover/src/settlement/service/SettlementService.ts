import type { Hex, OperationSignature } from "@muniment/protocol";
import { isProtocolError, ProtocolError } from "@muniment/protocol";
import { decodeLeg, decodeOperation, proverProblem } from "@muniment/sdk";
import type { OfferStanding, OperationStanding, ProverRules, ProverStatus } from "@muniment/sdk";
import { pino } from "pino";
import type { Logger } from "pino";
import { BatchLine } from "./batches/BatchLine.js";
import { BatchMaker } from "./batches/BatchMaker.js";
import { BatchPoster } from "./batches/BatchPoster.js";
import { LaneClearer } from "./batches/LaneClearer.js";
import { Intake } from "./Intake.js";
import { ServiceJournal } from "./journal/ServiceJournal.js";
import type { ServiceRecord } from "./journal/ServiceRecord.js";
import { LaneView } from "./lane/LaneView.js";
import type { ShieldKey } from "./lane/ShieldKey.js";
import { OfferBook } from "./offers/OfferBook.js";
import { OperationPool } from "./pool/OperationPool.js";
import type { PoolEntry } from "./pool/PoolEntry.js";
import { restorePool } from "./pool/restorePool.js";
import { publicContext } from "./publicContext.js";
import { ServiceMetrics } from "./ServiceMetrics.js";
import type { ServiceOptions, ServiceParts } from "./ServiceOptions.js";
import { troubleOf } from "./troubleOf.js";

/** Lines of the journal that are worth nothing any more before it is written anew. */
const mostStale = 4_096;
/** L1 blocks behind a batch after which nobody expects L1 to take it away. */
const settledDepth = 96;
/** L1 blocks behind the batch of a trade within which its parties may ask how it stands, who have missed an answer. */
const askedDepth = 600;
/** L1 blocks that a shield's item may be away, as it is when L1 puts other blocks in the place of some. */
const mostMissing = 32;

/**
 * The prover of a settlement lane: takes operations in, makes batches of them, proves and posts them. It does nothing by
 * itself: `tick` takes everything one step further. What counts is L1: what it has is settled, what it does not have waits,
 * whoever posts and whatever L1 takes back.
 */
export class SettlementService {
  readonly metrics: ServiceMetrics;
  readonly #options: ServiceOptions;
  readonly #parts: ServiceParts;
  readonly #log: Logger;
  readonly #view: LaneView;
  readonly #pool = new OperationPool();
  readonly #journal: ServiceJournal;
  readonly #intake: Intake;
  readonly #offers: OfferBook;
  readonly #maker: BatchMaker;
  readonly #poster: BatchPoster;
  readonly #line: BatchLine;
  #trouble: ProtocolError | undefined;

  /** @throws PROVER_INSECURE, PROVER_JOURNAL_DAMAGED */
  constructor(options: ServiceOptions, parts: ServiceParts) {
    const { clock, provider, sender, prover, log = pino({ level: "silent" }) } = parts;
    if (options.isProduction && prover.isInsecure)
      throw new ProtocolError("PROVER_INSECURE", { problem: "its reference string is INSECURE" });
    this.#options = options;
    this.#parts = parts;
    this.#log = log;
    this.#view = new LaneView(options, provider);
    const { journal, records } = ServiceJournal.open(options.directory);
    this.#journal = journal;
    const {
      contracts,
      operator,
      greatestWait = 10_000,
      shieldPatience = 600n,
      mostWaiting = 10_000,
    } = options;
    const [view, pool, now] = [this.#view, this.#pool, () => clock.now()];
    const refuse = (id: Hex, reason: ProtocolError) => this.#refuse(id, reason);
    const keep = (record: ServiceRecord) => this.#keep(record);
    const keepEntry = (entry: PoolEntry) => this.#keep(takenRecord(entry));
    this.metrics = this.#newMetrics();
    this.#intake = new Intake({ view, pool, now, mostWaiting, keep: keepEntry });
    this.#offers = new OfferBook({ view, pool, keep, intake: this.#intake, mostOpen: mostWaiting });
    this.#maker = new BatchMaker(
      { view, pool, now, refuse },
      { sizes: prover.sizes, greatestWait, shieldPatience },
    );
    this.#poster = new BatchPoster({ sender, provider, portal: contracts.portal, from: operator });
    const [maker, poster, metrics] = [this.#maker, this.#poster, this.metrics];
    const clearer = new LaneClearer({ view, poster, contracts, log });
    this.#line = new BatchLine({ view, pool, maker, poster, clearer, prover, metrics, log, now, refuse });
    restorePool(records, this.#pool);
    for (const record of records) this.#offers.restore(record);
  }

  /** What kept the service from going on at its last step; undefined when nothing did. */
  get trouble(): ProtocolError | undefined {
    return this.#trouble;
  }

  /** What is being proven, and for how many seconds; undefined when nothing is. */
  get proving(): { readonly batch: bigint; readonly phase: string; readonly seconds: number } | undefined {
    const { job } = this.#line;
    if (job === undefined || job.result !== undefined) return undefined;
    return { batch: job.made.header.index, ...job.progress };
  }

  /**
   * Takes everything one step further. What keeps it from going on is `trouble` until a later step gets through.
   * @throws what is no ProtocolError, as what the provider throws: it is `trouble` too (SETTLE-135)
   */
  async tick(): Promise<void> {
    try {
      const [refused] = await this.#lookAfter();
      await this.#view.update();
      this.#reconcile();
      if (refused !== undefined) throw refused;
      await this.#line.step();
      this.#trouble = undefined;
    } catch (error) {
      this.#trouble = troubleOf(error);
      this.metrics.troubled(this.#trouble.code);
      if (!isProtocolError(error)) throw error;
      this.#log.warn({ code: error.code, ...publicContext(error) }, "the service cannot go on");
    }
  }

  /** Resolves when nothing is being proven any more. */
  async proven(): Promise<void> {
    await this.#line.job?.done;
  }

  /** No tick may be under way, nor begin any more. */
  async close(): Promise<void> {
    await this.#parts.prover.close();
    await this.proven();
    this.#journal.close();
  }

  /**
   * Takes an operation in.
   * @param document As encodeOperation writes it.
   * @throws SETTLEMENT_DOCUMENT_INVALID, and as Intake.take
   */
  async submitOperation(document: unknown): Promise<{ readonly id: Hex }> {
    const id = await this.#counted(async () => this.#intake.take(decodeOperation(document)));
    this.#log.info({ operation: id }, "operation taken in");
    return { id };
  }

  /** @throws OPERATION_UNKNOWN */
  operation(id: Hex): OperationStanding {
    const settled = this.#view.placeOf(id);
    if (settled !== undefined) {
      const { batch, transaction, block } = settled;
      const depth = this.#view.standing.head.number - block + 1;
      return { status: depth >= (this.#options.confirmations ?? 1) ? "final" : "posted", batch, transaction };
    }
    const entry = this.#pool.get(id);
    if (entry === undefined) {
      if (this.#offers.isUnsigned(id)) return { status: "waiting" };
      throw new ProtocolError("OPERATION_UNKNOWN", { id });
    }
    if (entry.problem !== undefined) return { status: "refused", problem: entry.problem };
    const place = this.#line.placeOf(id);
    if (place === undefined) return { status: this.#maker.isHeld(id) ? "waiting" : "queued" };
    const { status, batch, transaction } = place;
    return { status, batch, ...(transaction === undefined ? {} : { transaction }) };
  }

  /**
   * Takes a party's half of a trade.
   * @param document As encodeLeg writes it.
   * @throws SETTLEMENT_DOCUMENT_INVALID, and as OfferBook.takeLeg
   */
  submitLeg(offer: Hex, document: unknown): Promise<Pick<OfferStanding, "status">> {
    return this.#counted(() => Promise.resolve({ status: this.#offers.takeLeg(offer, decodeLeg(document)) }));
  }

  /** @throws OFFER_UNKNOWN, PROVER_NOT_READY */
  offer(offer: Hex, ticket: Hex): OfferStanding {
    return this.#offers.standingOf(offer, ticket);
  }

  /** @throws as OfferBook.takeSignature */
  submitSignature(
    offer: Hex,
    place: 0 | 1,
    signature: OperationSignature,
  ): Promise<{ readonly status: "composed" | "signed"; readonly operation: Hex }> {
    return this.#counted(() => this.#offers.takeSignature(offer, place, signature));
  }

  /** @throws PROVER_NOT_READY, PROVER_ROSTER_MISSING */
  get rules(): ProverRules {
    const { domain, number, time, rules } = this.#view.roster.roster;
    return { domain, number, time, rules };
  }

  /** Number of the roster that it goes by; undefined before L1 has one whose file it has. */
  get rosterNumber(): bigint | undefined {
    return this.#view.rosterNumber;
  }

  get status(): ProverStatus {
    const { tip, domain } = this.#view;
    const { sizes, isInsecure } = this.#parts.prover;
    return {
      ...{ lane: tip.lane, domain, batches: tip.index, stateRoot: BigInt(tip.stateRoot) },
      ...{ waiting: this.#pool.size, sizes: [...sizes], isInsecure },
    };
  }

  /** @returns Why L1 has refused what was sent. Each is told once: whatever comes now, the line knows of it. */
  async #lookAfter(): Promise<readonly ProtocolError[]> {
    const refused = await this.#poster.tick(this.#view.tip);
    if (refused.length > 0) this.#line.refused();
    return refused;
  }

  /** Compares what waits with what L1 has now. */
  #reconcile(): void {
    const { head } = this.#view.standing;
    for (const entry of this.#pool.entries) {
      if (entry.problem !== undefined) continue;
      const place = this.#view.placeOf(entry.id);
      entry.isSettled = place !== undefined;
      if (place === undefined) this.#reconcileOpen(entry);
      else if (head.number - place.block >= settledDepth) this.#pool.drop(entry.id);
    }
    this.#refuseMissing(head.number);
    this.#offers.dropDone(askedDepth);
    // What is live is counted alone when there may be so many lines too many.
    if (this.#journal.lines < mostStale + this.#pool.entries.length) return;
    if (this.#journal.lines - this.#records.length >= mostStale) this.#journal.rewrite(this.#records);
  }

  #reconcileOpen({ id, nullifiers }: PoolEntry): void {
    const { state } = this.#view;
    const spent = nullifiers.find((nullifier) => state.nullifiers.has(nullifier));
    if (spent !== undefined) this.#refuse(id, new ProtocolError("NULLIFIER_SPENT", { nullifier: spent }));
  }

  /** A shield whose item was passed over is none any more (SETTLE-123). */
  #refuseMissing(head: number): void {
    const items = new Map<ShieldKey | undefined, number>();
    for (const { key } of this.#view.items) items.set(key, (items.get(key) ?? 0) + 1);
    for (const [key, ids] of this.#pool.shields) {
      const there = items.get(key) ?? 0;
      ids.forEach((id, index) => {
        const entry = this.#pool.get(id) as PoolEntry;
        if (index < there) delete entry.missingSince;
        else entry.missingSince ??= head;
        if (head - (entry.missingSince ?? head) < mostMissing) return;
        this.#refuse(id, new ProtocolError("SHIELD_ITEM_UNKNOWN", {}));
      });
    }
  }

  #refuse(id: Hex, reason: ProtocolError): void {
    const told = proverProblem.of(reason);
    this.#keep({ kind: "refused", id, problem: told });
    this.#pool.refuse(id, told);
    this.metrics.refused(reason.code);
    this.#log.warn({ operation: id, code: reason.code }, "operation refused");
  }

  #keep(record: ServiceRecord): void {
    this.#journal.append(record, () => this.#records);
  }

  /** What the journal has to have. */
  get #records(): readonly ServiceRecord[] {
    const operations = this.#pool.entries.flatMap((entry): ServiceRecord[] => {
      const taken = takenRecord(entry);
      const { id, problem: reason } = entry;
      return reason === undefined ? [taken] : [taken, { kind: "refused", id, problem: reason }];
    });
    return [...operations, ...this.#offers.records];
  }

  async #counted<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      const result = await work();
      this.metrics.taken();
      return result;
    } catch (error) {
      if (isProtocolError(error)) this.metrics.refused(error.code);
      throw error;
    }
  }

  #newMetrics(): ServiceMetrics {
    return new ServiceMetrics({
      waiting: () => this.#pool.size,
      offers: () => this.#offers.size,
      batch: () => this.#view.tip.index,
      proving: () => this.proving?.seconds ?? 0,
    });
  }
}

function takenRecord({ id, at, operation }: PoolEntry): ServiceRecord {
  return { kind: "taken", id, at, operation };
}
