import { State } from "../transition/State.js";
import type { RuntimeOptions } from "../vm/runtime/Runtime.js";
import type { StateSink } from "./StateSink.js";

/** Loads a whole state, runtime and tree. */
export class StateLoader implements StateSink {
  readonly state: State;

  constructor(options: RuntimeOptions) {
    this.state = new State(options);
  }

  load(changes: Uint8Array): void {
    this.state.runtime.load(changes);
    this.state.tree.apply(changes, false);
  }

  root(): State["root"] {
    return this.state.root;
  }
}
