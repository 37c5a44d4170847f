import {
  collectRun,
  RunCollector,
  type SteppedMachine,
} from "../../../../../packages/challenger/src/index.js";
import type { MachineState, StepRecorder } from "../../../../../packages/executor/src/index.js";
import { wordsOfMachine } from "../../../../../packages/executor/src/vm/machine/machineCommitment.js";
import { MachineStore } from "../../../../../packages/executor/src/vm/machine/MachineStore.js";
import { nextState } from "../../../../../packages/executor/src/vm/machine/nextState.js";
import { StepContext } from "../../../../../packages/executor/src/vm/machine/StepContext.js";
import {
  encodeRunWitness,
  machineHash,
  ProtocolError,
  zeroHash,
} from "../../../../../packages/protocol/src/index.js";
import type { Hex, MachineWords } from "../../../../../packages/protocol/src/index.js";
import { chainId } from "./makeState.js";

const unknown = (): never => {
  throw new ProtocolError("MACHINE_INPUT_WRONG", { what: "no state is asked for", hash: zeroHash });
};

/** The machine of the executor at a state of a test, which it changes. */
export class Stepped implements SteppedMachine {
  readonly state: MachineState;
  readonly #store: MachineStore;

  /** @param store What accounts and codes of the state stand for, where a step asks for them. */
  constructor(state: MachineState, store = new MachineStore({ account: unknown, code: unknown })) {
    this.state = state;
    this.#store = store;
  }

  words(): MachineWords {
    return wordsOfMachine(this.state, this.#store);
  }

  hash(): Hex {
    return machineHash(this.words());
  }

  step(recorder?: StepRecorder): void {
    nextState(new StepContext(this.state, { store: this.#store, chainId, batch: undefined }, recorder));
  }

  /** A witness that shows where the machine stands, whosever step follows. */
  stand(): Uint8Array {
    const collector = new RunCollector(this.state, this.words());
    collector.begin(this.state);
    return encodeRunWitness(collector.witness());
  }

  /** RunFamily's steps from here: what they begin and end with, and their witness. */
  run(most: number): { before: Hex; after: Hex; done: number; witness: Uint8Array } {
    const before = this.hash();
    const { done, witness } = collectRun(this, most);
    return { before, after: this.hash(), done, witness: done === 0 ? this.stand() : witness };
  }
}
