import type { BatchHeader, Hex, SettlementState } from "@muniment/protocol";
import { isProtocolError, ProtocolError, settlementDomain } from "@muniment/protocol";
import { noItem } from "@muniment/sdk";
import type { SettledBatch } from "@muniment/sdk";
import type { JsonRpcApiProvider } from "ethers";
import type { OperationContext } from "../checks/OperationContext.js";
import type { LaneContracts, LaneStanding } from "./LaneReader.js";
import { LaneReader } from "./LaneReader.js";
import type { SettledPlace } from "./LaneFollower.js";
import { LaneFollower } from "./LaneFollower.js";
import type { OpenRoster } from "./RosterShelf.js";
import { RosterShelf } from "./RosterShelf.js";
import type { QueueWitness } from "./QueueWitness.js";
import type { WaitingItem } from "./WaitingItem.js";

/** Which lane it is, and where. */
export interface LaneOptions {
  /** Addresses on L1. */
  readonly contracts: LaneContracts;
  /** Header of the lane's genesis batch. */
  readonly genesis: BatchHeader;
  /** L1 block of the deployment. */
  readonly fromBlock: number;
  /** Folder of the rosters that registrars gave. */
  readonly rosters: string;
}

/** What L1 said when it was read last. */
interface Reading {
  readonly standing: LaneStanding;
  readonly items: readonly WaitingItem[];
}

/** Seconds that roots may be older than a batch (SETTLE-71). */
const greatestAge = 86_400n;

/** The lane as L1 has it now: its state, its queue, its registrars' word. */
export class LaneView {
  readonly domain: bigint;
  readonly #reader: LaneReader;
  readonly #follower: LaneFollower;
  readonly #shelf: RosterShelf;
  #reading: Reading | undefined;
  #roster: OpenRoster | undefined;
  #last: Promise<void> = Promise.resolve();
  /** The reading that has not begun. */
  #next: Promise<void> | undefined;

  constructor({ contracts, genesis, fromBlock, rosters }: LaneOptions, provider: JsonRpcApiProvider) {
    const { l1ChainId, rollup, lane } = genesis;
    this.domain = settlementDomain({ chainId: l1ChainId, rollup, lane: BigInt(lane) });
    this.#reader = new LaneReader(contracts, { lane: BigInt(lane), fromBlock }, provider);
    this.#follower = new LaneFollower({ genesis, fromBlock }, provider);
    this.#shelf = new RosterShelf(rosters, this.domain);
  }

  /** Header of the lane's last batch. */
  get tip(): BatchHeader {
    return this.#follower.tip;
  }

  get state(): SettlementState {
    return this.#follower.state;
  }

  /** @throws PROVER_NOT_READY before L1 was read. */
  get standing(): LaneStanding {
    return this.#read.standing;
  }

  /** Items behind the tip, in their order. @throws PROVER_NOT_READY */
  get items(): readonly WaitingItem[] {
    return this.#read.items;
  }

  /** The roster that counts. @throws PROVER_NOT_READY, PROVER_ROSTER_MISSING */
  get roster(): OpenRoster {
    if (this.#roster === undefined) {
      const { roots } = this.standing;
      throw new ProtocolError("PROVER_ROSTER_MISSING", { number: roots?.number ?? 0n });
    }
    return this.#roster;
  }

  /** Number of the roster that counts; undefined before there is one. */
  get rosterNumber(): bigint | undefined {
    return this.#roster?.roster.number;
  }

  /** Where an operation was settled; undefined when it is not on L1. */
  placeOf(id: Hex): SettledPlace | undefined {
    return this.#follower.placeOf(id);
  }

  /**
   * Reads L1; one reading begins when the one before has ended. Who asks before it has begun shares it, so that clients who
   * ask again and again keep nobody waiting.
   * @throws as LaneFollower.update; what the provider throws
   */
  update(): Promise<void> {
    this.#next ??= this.#last.then(() => {
      this.#next = undefined;
      return this.#update();
    });
    this.#last = this.#next.catch(() => undefined);
    return this.#next;
  }

  async #update(): Promise<void> {
    const standing = await this.#reader.standing();
    if (standing === undefined) return;
    const { head, lastFinal } = standing;
    const end = { lastFinal, head: head.number, digestOf: (index: bigint) => this.#reader.digestOf(index) };
    await this.#follower.update(end);
    const items = await this.#reader.items(this.tip.queueCursor, head.number);
    // At once: nobody is told that a roster is missing which nobody has looked for.
    const roster = await this.#rosterOf(standing);
    this.#reading = { standing, items };
    this.#roster = roster;
  }

  /**
   * What a batch of now would be made of.
   * @throws PROVER_NOT_READY, PROVER_ROSTER_MISSING
   */
  context(): OperationContext {
    const { holders, rules } = this.roster;
    return { state: this.state, holders, rules, domain: this.domain, time: this.standing.head.time };
  }

  /**
   * That a batch can be made now.
   * @throws PROVER_NOT_READY, PROVER_LANE_BLOCKED, PROVER_ROSTER_MISSING, PROVER_ROOTS_TOO_OLD
   */
  checkOpen(): void {
    const { lastBatch, lastFinal, roots, head } = this.standing;
    // With another batch than L1's last one below it, whatever is made would be refused.
    if (lastBatch !== lastFinal || lastFinal !== this.tip.index)
      throw new ProtocolError("PROVER_LANE_BLOCKED", { index: lastBatch });
    if (roots === undefined || this.#roster === undefined)
      throw new ProtocolError("PROVER_ROSTER_MISSING", { number: roots?.number ?? 0n });
    if (roots.time + greatestAge < head.time)
      throw new ProtocolError("PROVER_ROOTS_TOO_OLD", { time: roots.time });
  }

  /**
   * The queue at a place behind the tip, as a header shows it.
   * @throws what the provider throws
   */
  async queueAt(cursor: bigint): Promise<Pick<BatchHeader, "queueCursor" | "queueHash" | "queueGas">> {
    const { queueCursor, queueHash, queueGas } = this.tip;
    if (cursor === queueCursor) return { queueCursor, queueHash, queueGas };
    const last = this.items[Number(cursor - queueCursor) - 1];
    const gas = (last?.gasBefore ?? queueGas) + (last?.gasLimit ?? 0n);
    return { queueCursor: cursor, queueHash: await this.#reader.rollingHash(cursor), queueGas: gas };
  }

  /** The queue around a batch that follows the tip. @param cursor The batch's. */
  witnessAt(cursor: bigint): QueueWitness {
    const next = this.items[Number(cursor - this.tip.queueCursor)];
    return { first: this.items[0]?.tuple ?? noItem, next: next?.tuple ?? noItem };
  }

  /** As LaneReader.headerOf. */
  headerOf(index: bigint): Promise<Hex | undefined> {
    return this.#reader.headerOf(index);
  }

  /** As LaneFollower.readNext. */
  readNext(index: bigint): Promise<SettledBatch | undefined> {
    return this.#follower.readNext(index);
  }

  /** Whether L1 would pay an unshield. @param shown The first word of its operation. */
  isPayable(shown: bigint, target: bigint): Promise<boolean> {
    return this.#reader.isPayable(shown, target);
  }

  async #rosterOf({ roots }: LaneStanding): Promise<OpenRoster | undefined> {
    try {
      return roots && (await this.#shelf.find(roots));
    } catch (error) {
      // Without it nothing is checked or made, and `checkOpen` says so; what L1 has is followed all the same.
      if (!isProtocolError(error)) throw error;
      return undefined;
    }
  }

  get #read(): Reading {
    if (this.#reading === undefined) throw new ProtocolError("PROVER_NOT_READY", {});
    return this.#reading;
  }
}
