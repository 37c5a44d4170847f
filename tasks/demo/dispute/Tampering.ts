import type { MachineState } from "@muniment/executor";

/** How a trace stops being right: one state of the machine is another than the step before it makes. */
export interface Tampering {
  /** Place of the leaf behind the step of the trace in which it happens, from 1. */
  readonly place: number;
  /** Whether a state is the one that is changed; the first that is. */
  readonly isAt: (state: Readonly<MachineState>) => boolean;
  /** Changes the state. */
  readonly change: (state: MachineState) => void;
}
