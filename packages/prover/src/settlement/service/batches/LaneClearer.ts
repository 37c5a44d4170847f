import type { Hex } from "@muniment/protocol";
import { encodeBatchHeader, encodeSettlementData, operationWords, toHex } from "@muniment/protocol";
import type { Logger } from "pino";
import type { LaneContracts } from "../lane/LaneReader.js";
import type { LaneView } from "../lane/LaneView.js";
import { settlementInterface } from "../lane/settlementInterface.js";
import type { BatchPoster } from "./BatchPoster.js";

export interface ClearerParts {
  readonly view: LaneView;
  readonly poster: BatchPoster;
  readonly contracts: Pick<LaneContracts, "rollup" | "portal" | "gateway">;
  readonly log: Logger;
}

/** Takes away what others left standing on the lane: on top of it no batch can be posted (SETTLE-130). */
export class LaneClearer {
  readonly #parts: ClearerParts;

  constructor(parts: ClearerParts) {
    this.#parts = parts;
  }

  /**
   * One call at the most.
   * @returns Whether one was sent: then what it brings about is waited for.
   * @throws SETTLEMENT_DATA_MISSING; what the provider throws
   */
  async clear(): Promise<boolean> {
    const { lastBatch, lastFinal, lastSettled } = this.#parts.view.standing;
    if (lastSettled < lastFinal) return this.#settle(lastSettled);
    if (lastBatch === lastFinal) return false;
    return (await this.#finalize(lastFinal + 1n)) || (await this.#takeBack(lastFinal + 1n));
  }

  /** A batch that is proven, and that nobody has made FINAL: the portal does not take it back (SETTLE-88). */
  async #finalize(index: bigint): Promise<boolean> {
    const { view, contracts } = this.#parts;
    const header = await view.headerOf(index);
    if (header === undefined) return false;
    const call = settlementInterface.encodeFunctionData("finalize", [header]);
    return this.#send("final", index, contracts.rollup, call as Hex);
  }

  /** A batch that is FINAL, and that nobody has brought to the gateway (SETTLE-80). */
  async #settle(lastSettled: bigint): Promise<boolean> {
    const { view, contracts } = this.#parts;
    const batch = await view.readNext(lastSettled);
    if (batch === undefined) return false;
    const data = encodeSettlementData(batch.operations.flatMap(operationWords));
    const call = settlementInterface.encodeFunctionData("settle", [
      encodeBatchHeader(batch.header),
      toHex(data),
    ]);
    return this.#send("enter", batch.index, contracts.gateway, call as Hex);
  }

  /** A batch that stands unproven, when the portal's patience is over (SETTLE-88): until then L1 would refuse it. */
  #takeBack(index: bigint): Promise<boolean> {
    const call = settlementInterface.encodeFunctionData("takeBack");
    return this.#send("back", index, this.#parts.contracts.portal, call as Hex);
  }

  async #send(purpose: "enter" | "final" | "back", index: bigint, to: Hex, call: Hex): Promise<boolean> {
    const { poster, log } = this.#parts;
    const isSent = await poster.call(`${purpose}-${index}`, to, call);
    if (isSent) log.warn({ batch: index, purpose }, "clearing the lane of what others left");
    return isSent;
  }
}
