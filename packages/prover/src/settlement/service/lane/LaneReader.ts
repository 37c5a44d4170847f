import type { Hex } from "@muniment/protocol";
import type { ItemTuple } from "@muniment/sdk";
import type { JsonRpcApiProvider, Log, Result } from "ethers";
import { isCallException, toBeHex } from "ethers";
import { settlementInterface } from "./settlementInterface.js";
import type { LaneRoots } from "./LaneRoots.js";
import type { ShieldKey } from "./ShieldKey.js";
import { shieldKey } from "./ShieldKey.js";
import type { WaitingItem } from "./WaitingItem.js";

/** Addresses of the lane's contracts. */
export interface LaneContracts {
  readonly rollup: Hex;
  readonly queue: Hex;
  readonly registry: Hex;
  readonly gateway: Hex;
  readonly portal: Hex;
}

/** What L1 says of the lane at one of its blocks. */
export interface LaneStanding {
  /** L1's block, and its time in Unix seconds. */
  readonly head: { readonly number: number; readonly time: bigint };
  readonly lastBatch: bigint;
  readonly lastFinal: bigint;
  /** Index of the last batch that the gateway has in its books (SETTLE-80). */
  readonly lastSettled: bigint;
  readonly epoch: bigint;
  /** Seconds after which an item is due. */
  readonly deadline: bigint;
  /** Undefined before registrars have set any. */
  readonly roots: LaneRoots | undefined;
}

type ViewName =
  "lastBatch" | "lastFinal" | "epochOf" | "digestOf" | "rollingHash" | "termsOf" | "rootsAt" | "progress";

/** Nodes answer so many blocks at once. */
const stretch = 10_000;
/** Blocks that are read again, in case L1 has put something else there. */
const overlap = 64;

/** Reads what the service needs of L1 besides the batches. */
export class LaneReader {
  readonly #contracts: LaneContracts;
  readonly #lane: bigint;
  readonly #provider: JsonRpcApiProvider;
  readonly #fromBlock: number;
  /** L1 block from which on items are read. */
  #itemsFrom: number;
  /** Place from which on items were asked for last. */
  #lastCursor = 0n;

  constructor(
    contracts: LaneContracts,
    place: { readonly lane: bigint; readonly fromBlock: number },
    provider: JsonRpcApiProvider,
  ) {
    this.#contracts = contracts;
    this.#lane = place.lane;
    this.#provider = provider;
    this.#fromBlock = place.fromBlock;
    this.#itemsFrom = place.fromBlock;
  }

  /** What the provider throws when L1 cannot be asked; so do all others. */
  async standing(): Promise<LaneStanding | undefined> {
    const block = await this.#provider.getBlock("latest");
    if (block === null) return undefined;
    const { rollup, queue, gateway } = this.#contracts;
    const at = block.number;
    const lane = this.#lane;
    const [lastBatch, lastFinal, [lastSettled], epoch, [, deadline], roots] = await Promise.all([
      this.#view(rollup, "lastBatch", [lane], at) as Promise<bigint>,
      this.#view(rollup, "lastFinal", [lane], at) as Promise<bigint>,
      this.#view(gateway, "progress", [], at) as Promise<[bigint]>,
      this.#view(rollup, "epochOf", [lane], at) as Promise<bigint>,
      this.#view(queue, "termsOf", [lane], at) as Promise<[bigint, bigint]>,
      this.#roots(BigInt(block.timestamp), at),
    ]);
    const head = { number: at, time: BigInt(block.timestamp) };
    return { head, lastBatch, lastFinal, lastSettled, epoch, deadline, roots };
  }

  async digestOf(index: bigint): Promise<Hex> {
    return (await this.#view(this.#contracts.rollup, "digestOf", [this.#lane, index])) as Hex;
  }

  /**
   * Header of a batch that stands on the lane, as the rollup told of its commit; the newest commits are read first.
   * @returns Undefined when L1 has no batch there any more.
   */
  async headerOf(index: bigint): Promise<Hex | undefined> {
    const digest = await this.digestOf(index);
    if (BigInt(digest) === 0n) return undefined;
    const event = settlementInterface.getEvent("BatchCommitted")?.topicHash ?? "";
    const topics = [event, toBeHex(this.#lane, 32), toBeHex(index, 32), digest];
    const address = this.#contracts.rollup;
    for (let end = await this.#provider.getBlockNumber(); end >= this.#fromBlock; end -= stretch) {
      const fromBlock = Math.max(end - stretch + 1, this.#fromBlock);
      const log = (await this.#provider.getLogs({ address, topics, fromBlock, toBlock: end })).at(-1);
      if (log === undefined) continue;
      const { header } = settlementInterface.decodeEventLog("BatchCommitted", log.data, log.topics);
      return header as Hex;
    }
    return undefined;
  }

  async rollingHash(cursor: bigint): Promise<Hex> {
    return (await this.#view(this.#contracts.queue, "rollingHash", [this.#lane, cursor])) as Hex;
  }

  /** Items of the queue from a place on, up to a block of L1. */
  async items(cursor: bigint, head: number): Promise<WaitingItem[]> {
    // L1 has taken batches away: items that they had consumed wait again.
    if (cursor < this.#lastCursor) this.#itemsFrom = this.#fromBlock;
    this.#lastCursor = cursor;
    const [queued, shielded] = await Promise.all([
      this.#logs(this.#contracts.queue, "ItemQueued", head),
      this.#logs(this.#contracts.gateway, "Shielded", head),
    ]);
    const keys = new Map<bigint, ShieldKey>();
    for (const { args } of shielded) {
      keys.set(
        args["place"] as bigint,
        shieldKey(args["asset"] as bigint, args["amount"] as bigint, args["receiver"] as bigint),
      );
    }
    const items = queued
      .filter(({ args }) => args["lane"] === this.#lane && (args["place"] as bigint) >= cursor)
      .map(({ args, block }) => itemOf(args, block, keys))
      .sort((one, other) => (one.place < other.place ? -1 : 1));
    this.#itemsFrom = Math.max(this.#itemsFrom, Math.min(items[0]?.block ?? head, head) - overlap);
    return items;
  }

  /**
   * Whether L1 would pay an unshield's target (SETTLE-79).
   * @param shown The first word of the operation.
   */
  async isPayable(shown: bigint, target: bigint): Promise<boolean> {
    const data = settlementInterface.encodeFunctionData("checkCrossings", [0n, 0n, [[shown, target]]]);
    try {
      await this.#provider.call({ to: this.#contracts.gateway, data });
      return true;
    } catch (error) {
      if (isCallException(error)) return false;
      throw error;
    }
  }

  async #roots(time: bigint, at: number): Promise<LaneRoots | undefined> {
    try {
      const roots = (await this.#view(this.#contracts.registry, "rootsAt", [time], at)) as Result;
      const [holders, rules, number, taken] = roots as unknown as [string, string, bigint, bigint];
      return { holders: BigInt(holders), rules: BigInt(rules), number, time: taken };
    } catch (error) {
      // No roots were set yet.
      if (isCallException(error)) return undefined;
      throw error;
    }
  }

  async #view(to: Hex, name: ViewName, values: readonly unknown[], blockTag?: number): Promise<unknown> {
    const data = settlementInterface.encodeFunctionData(name, values);
    const answer = await this.#provider.call({ to, data, ...(blockTag === undefined ? {} : { blockTag }) });
    return settlementInterface.decodeFunctionResult(name, answer)[0] as unknown;
  }

  async #logs(
    address: Hex,
    name: "ItemQueued" | "Shielded",
    head: number,
  ): Promise<{ readonly args: Result; readonly block: number }[]> {
    const topics = [settlementInterface.getEvent(name)?.topicHash ?? ""];
    const logs: Log[] = [];
    for (let start = this.#itemsFrom; start <= head; start += stretch) {
      const toBlock = Math.min(start + stretch - 1, head);
      logs.push(...(await this.#provider.getLogs({ address, topics, fromBlock: start, toBlock })));
    }
    return logs.map((log) => ({
      args: settlementInterface.decodeEventLog(name, log.data, log.topics),
      block: log.blockNumber,
    }));
  }
}

function itemOf(args: Result, block: number, keys: ReadonlyMap<bigint, ShieldKey>): WaitingItem {
  const place = args["place"] as bigint;
  const item = args["item"] as Result & ItemTuple;
  const { sender, recipient, isCreation, mint, value, gasLimit, dataHash, time, gasBefore } = item;
  const tuple = { sender, recipient, isCreation, mint, value, gasLimit, dataHash, time, gasBefore };
  return { place, key: keys.get(place), time, gasLimit, gasBefore, tuple, block };
}
