import type { TraceMachines, WatchedBatch } from "@muniment/challenger";
import type { BatchSource } from "@muniment/derivation";
import { Machine, type State, stateSource } from "@muniment/executor";
import {
  batchDigest,
  type BatchHeader,
  type BatchInput,
  type BlockHeader,
  boundaryState,
  deriveBlocks,
  type Hex,
  ownTrace,
  ProtocolError,
  traceBoundary,
  type TraceLeaf,
  traceLeafHash,
  traceRoot,
} from "@muniment/protocol";

import type { Tampering } from "./Tampering.js";

/** A batch and the state that its parent left, which must stay as it is for as long as the trace is used. */
export interface LyingTraceOptions {
  readonly state: State;
  /** Header of the parent batch's last block. */
  readonly lastBlock: BlockHeader;
  /** With the header that planHeader gave. */
  readonly draft: BatchInput;
  /** What L1 is to carry of it. */
  readonly source: BatchSource;
  readonly tampering: Tampering;
}

/** Where a state was changed. */
interface Break {
  /** Steps of the machine before it. */
  readonly steps: number;
  /** The machine that goes on from there. */
  readonly machine: Machine;
}

/**
 * The trace of a batch of which one state of the machine was changed, and all that follows from it: what a committer that
 * lies holds to be right, coherent but for that one step.
 */
export class LyingTrace implements TraceMachines {
  /** The batch as the liar commits it, and as its own player has it. */
  readonly batch: WatchedBatch;
  /** Steps of the machine before the one that does not follow. */
  readonly steps: number;
  readonly #place: number;
  /** The machines that begin the trace's steps. */
  readonly #machines: readonly Machine[];
  readonly #leaves: readonly TraceLeaf[];
  readonly #break: Break;

  private constructor(options: LyingTraceOptions, walked: Walked) {
    const { machines, leaves, broken } = walked;
    this.#place = options.tampering.place;
    this.#machines = machines;
    this.#leaves = leaves;
    this.#break = broken;
    this.steps = broken.steps;
    this.batch = batchOf(options, leaves);
  }

  /**
   * Walks through the whole trace, one step of the machine after another.
   * @throws MACHINE_STEP_UNKNOWN when no state is the one that is to be changed
   */
  static make(options: LyingTraceOptions): LyingTrace {
    return new LyingTrace(options, walk(options));
  }

  /** Header of the batch, with what the trace leads to. */
  get header(): BatchHeader {
    return this.batch.input.header;
  }

  /** @inheritdoc */
  statesAt(_batch: WatchedBatch, place: number, offsets: readonly number[]): Hex[] {
    const last = this.batch.leaves.at(-1) as Hex;
    if (place === this.#leaves.length) return offsets.map(() => boundaryState("begin", last));
    return offsets.map((steps) => this.machine(this.batch, place, steps).commitment());
  }

  /** @inheritdoc */
  machine(_batch: WatchedBatch, place: number, steps: number): Machine {
    const isBroken = place === this.#place && steps >= this.#break.steps;
    const machine = (isBroken ? this.#break.machine : this.#machines[place - 1])?.clone();
    if (machine === undefined) throw unknown(place, "the trace is shorter");
    machine.seek(steps);
    return machine;
  }

  /** @inheritdoc */
  leaf(_batch: WatchedBatch, place: number): TraceLeaf {
    return this.#leaves[place] as TraceLeaf;
  }
}

interface Walked {
  readonly machines: readonly Machine[];
  readonly leaves: readonly TraceLeaf[];
  readonly broken: Break;
}

function walk({ state, lastBlock, draft, tampering }: LyingTraceOptions): Walked {
  const first = traceBoundary(draft.parent, lastBlock, 0);
  const machines: Machine[] = [];
  const leaves = [first];
  let broken: Break | undefined;
  let machine = Machine.begin({ leaf: first, batch: draft, source: stateSource(state) });
  for (let place = 1; place <= stepsOf(draft); place++) {
    machines.push(machine.clone());
    if (place === tampering.place) {
      const steps = tamper(machine, tampering);
      broken = { steps, machine: machine.clone() };
    }
    leaves.push(machine.finish());
    machine = machine.next();
  }
  if (broken === undefined) throw unknown(tampering.place, "the trace is shorter");
  return { machines, leaves, broken };
}

/** @returns Steps of the machine before the state that was changed. */
function tamper(machine: Machine, { place, isAt, change }: Tampering): number {
  while (!isAt(machine.state)) {
    if (machine.isDone) throw unknown(place, "none of its states is the one to be changed");
    machine.step();
  }
  // The machine gives its state to be read; who lies writes.
  change(machine.state);
  return machine.steps;
}

/** Steps of a batch's trace: its transactions, and two a block. */
function stepsOf(draft: BatchInput): number {
  return [...deriveBlocks(draft)].reduce(
    (sum, { deposits, transactions }) => sum + deposits.length + transactions.length + 2,
    0,
  );
}

function batchOf(
  { draft, source, lastBlock }: LyingTraceOptions,
  leaves: readonly TraceLeaf[],
): WatchedBatch {
  const last = leaves.at(-1) as TraceLeaf;
  const hashes = leaves.map(traceLeafHash);
  const trace = ownTrace(hashes, hashes.length);
  const header: BatchHeader = {
    ...draft.header,
    ...{ stateRoot: last.stateRoot, messageRoot: last.messageRoot, messageCount: last.messageCount },
    ...{ lastBlock: last.lastBlock, steps: leaves.length, traceRoot: traceRoot(trace.tree) },
  };
  return {
    ...{ digest: batchDigest(header), input: { ...draft, header }, source, own: header },
    ...{ leaves: hashes, lastLeaf: last, trace, parentBlock: lastBlock, isRight: true },
  };
}

function unknown(step: number, problem: string): ProtocolError {
  return new ProtocolError("MACHINE_STEP_UNKNOWN", { step, problem });
}
