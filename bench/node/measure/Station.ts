import type { RawBatch } from "@muniment/executor";
import { ProtocolError } from "@muniment/protocol";
import { sliceBatch } from "../../executor/signing/sliceBatch.js";
import type { LaneProcess } from "../lane/LaneProcess.js";
import { Flights } from "../load/Flights.js";
import { httpSubmitter } from "../load/httpSubmitter.js";
import { ReceiptListener } from "../load/ReceiptListener.js";
import { socketSubmitter } from "../load/socketSubmitter.js";
import type { Submitter, Transport } from "../load/Submitter.js";

const connections = 16;

/** A load generator at a node: connections, and the transactions that are left. */
export class Station {
  readonly lane: LaneProcess;
  readonly submitter: Submitter;
  readonly listener: ReceiptListener;
  readonly #batch: RawBatch;
  #next: number;
  #flights: Flights | undefined;

  private constructor(lane: LaneProcess, batch: RawBatch, from: number, made: [Submitter, ReceiptListener]) {
    this.lane = lane;
    this.#batch = batch;
    this.#next = from;
    [this.submitter, this.listener] = made;
  }

  /** @param from First transaction of the batch that was not sent yet. */
  static async open(
    lane: LaneProcess,
    transport: Transport,
    { batch, from }: { readonly batch: RawBatch; readonly from: number },
  ): Promise<Station> {
    const submitter =
      transport === "http"
        ? httpSubmitter(lane.url, connections)
        : await socketSubmitter(lane.url, connections);
    const told: { station?: Station } = {};
    const listener = await ReceiptListener.open(lane.url, (hashes, at) => told.station?.arrived(hashes, at));
    return (told.station = new Station(lane, batch, from, [submitter, listener]));
  }

  /** First transaction that was not sent yet. */
  get next(): number {
    return this.#next;
  }

  get left(): number {
    return this.#batch.offsets.length - 1 - this.#next;
  }

  /** The next transactions, to be sent now. @throws BENCH_INVALID when there are none left */
  take(count: number): Flights {
    const to = Math.min(this.#batch.offsets.length - 1, this.#next + count);
    if (to === this.#next) throw new ProtocolError("BENCH_INVALID", { problem: "no transactions are left" });
    this.#flights = new Flights(sliceBatch(this.#batch, this.#next, to));
    this.#next = to;
    return this.#flights;
  }

  arrived(hashes: readonly string[], at: number): void {
    this.#flights?.arrived(hashes, at);
  }

  close(): void {
    this.submitter.close();
    this.listener.close();
  }
}
