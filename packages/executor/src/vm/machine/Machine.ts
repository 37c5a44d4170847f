import { ProtocolError, zeroHash } from "@muniment/protocol";
import type { Hex, MachineWords, TraceLeaf } from "@muniment/protocol";
import { PersistentTree } from "../../state/tree/PersistentTree.js";
import { Bloom } from "./Bloom.js";
import { machineCommitment, wordsOfMachine } from "./machineCommitment.js";
import type { MachineInput, TransactionInput } from "./MachineInput.js";
import { keepState, type MachineState } from "./MachineState.js";
import { MachineStore } from "./MachineStore.js";
import { nextState } from "./nextState.js";
import { Pages } from "./Pages.js";
import type { PhaseData } from "./PhaseData.js";
import { StepContext, type StepEnvironment } from "./StepContext.js";
import type { StepRecorder } from "./StepRecorder.js";

/** Steps between two states that are kept, so that any step can be gone back to. */
const interval = 4096;

/**
 * The machine of disputes (spec/dispute.md): a step of the trace, one step of DISPUTE-33 at a time. It goes to any of its
 * steps, forwards or back; what the states hold they share, and of a large state it asks for what it touches alone.
 */
export class Machine {
  readonly #environment: StepEnvironment;
  /** States at every `interval` steps. */
  readonly #kept: MachineState[];
  #state: MachineState;
  #steps = 0;

  private constructor(environment: StepEnvironment, state: MachineState) {
    this.#environment = environment;
    this.#state = state;
    this.#kept = [keepState(state)];
  }

  /**
   * A machine that begins a step of the trace (DISPUTE-31).
   * @throws STATE_PROOF_INVALID, MACHINE_INPUT_WRONG, here or later, when the source does not give what the leaf says
   * @example const machine = Machine.begin({ leaf, batch, source });
   */
  static begin({ leaf, batch, source, recorded = [] }: MachineInput): Machine {
    const store = new MachineStore(source);
    recorded.reduce((before, taken) => store.addReceipt({ ...taken, before }), zeroHash);
    const state = PersistentTree.under(leaf.stateRoot, source.prove);
    return new Machine({ store, chainId: batch.chainId, batch }, blank(leaf, state, { phase: "begin" }));
  }

  /** A machine that stands at phase START, with raw bytes that come from nowhere: for one transaction by itself. */
  static start({ leaf, chainId, raw, isDeposit, source }: TransactionInput): Machine {
    const store = new MachineStore(source);
    const state = PersistentTree.under(leaf.stateRoot, source.prove);
    const data: PhaseData = { phase: "start", raw: Pages.of(raw), isDeposit };
    return new Machine({ store, chainId, batch: undefined }, blank(leaf, state, data));
  }

  /** Steps made. */
  get steps(): number {
    return this.#steps;
  }

  /** Whether the step of the trace has ended (DISPUTE-32). */
  get isDone(): boolean {
    return this.#state.data.phase === "done";
  }

  /** The state, not to be changed; it holds until the next step. */
  get state(): Readonly<MachineState> {
    return this.#state;
  }

  /** The leaf before the step of the trace, with what it has read so far; once it has ended, the one behind it. */
  get leaf(): TraceLeaf {
    return this.#state.leaf;
  }

  /** The words of the state (DISPUTE-30). */
  words(): MachineWords {
    return wordsOfMachine(this.#state, this.#environment.store);
  }

  /** What the state commits to (DISPUTE-30). */
  commitment(): Hex {
    return machineCommitment(this.#state, this.#environment.store);
  }

  /**
   * Makes one step; the last state is followed by itself.
   * @param recorder Told of all that the step needs.
   */
  step(recorder?: StepRecorder): void {
    nextState(new StepContext(this.#state, this.#environment, recorder));
    this.#steps++;
    if (this.#steps === this.#kept.length * interval) this.#kept.push(keepState(this.#state));
  }

  /** Runs to the end of the step of the trace. @throws MACHINE_STEP_UNKNOWN when there is none within `most` steps. */
  finish(most = 2 ** 24): TraceLeaf {
    while (!this.isDone) {
      if (this.#steps >= most)
        throw new ProtocolError("MACHINE_STEP_UNKNOWN", { step: most, problem: "it does not end" });
      this.step();
    }
    return this.leaf;
  }

  /** Goes to the state after so many steps, from the nearest one that is kept. @throws MACHINE_STEP_UNKNOWN */
  seek(steps: number): void {
    if (!Number.isSafeInteger(steps) || steps < 0 || steps > 2 ** 24) {
      throw new ProtocolError("MACHINE_STEP_UNKNOWN", { step: steps, problem: "it has 2^24" });
    }
    const place = Math.min(Math.floor(steps / interval), this.#kept.length - 1);
    if (steps < this.#steps || place * interval > this.#steps) {
      this.#state = keepState(this.#kept[place] as MachineState);
      this.#steps = place * interval;
    }
    while (this.#steps < steps && !this.isDone) {
      const { phase } = this.#state.data;
      this.step();
      // Behind the batch's last block BEGIN is followed by itself (DISPUTE-40).
      if (phase === "begin" && this.#state.data.phase === phase) break;
    }
    // Whatever follows the end is the end.
    this.#steps = steps;
  }

  /** What the state after so many steps commits to. @throws MACHINE_STEP_UNKNOWN */
  commitmentAt(steps: number): Hex {
    this.seek(steps);
    return this.commitment();
  }

  /** A machine that goes its own way from here. */
  clone(): Machine {
    const machine = new Machine(this.#environment, keepState(this.#state));
    machine.#kept.splice(0, 1, ...this.#kept);
    machine.#steps = this.#steps;
    return machine;
  }

  /** The machine that begins the next step of the trace, once this one has ended. */
  next(): Machine {
    return new Machine(this.#environment, blank(this.leaf, this.#state.state, { phase: "begin" }));
  }
}

function blank(leaf: TraceLeaf, state: PersistentTree, data: PhaseData): MachineState {
  return {
    ...{ data, leaf, state, origin: state, scratch: PersistentTree.empty },
    ...{ transaction: undefined, refund: 0n, logs: Pages.none, bloom: Bloom.empty, precompiles: 0 },
    frame: undefined,
  };
}
