import {
  collectSteps,
  familyOf,
  type ShownBatch,
  type StepFamily,
} from "../../../../../../packages/challenger/src/index.js";
import type { Machine, MachineState } from "../../../../../../packages/executor/src/index.js";
import type { Hex } from "@muniment/protocol";
import type { Segment } from "./StepLoop.js";

/** A step, and what it is. */
export interface SampledStep {
  readonly title: string;
  readonly family: StepFamily;
  readonly segment: Segment;
}

/** The batch that a machine's steps read. */
export interface ReadBatch {
  readonly shown: ShownBatch;
  readonly digest: Hex;
}

/** Steps of machines, a few of each kind: of an opcode, a phase, a precompiled contract, an end. */
export class StepSample {
  readonly steps: SampledStep[] = [];
  readonly #kinds = new Map<string, number>();
  readonly #each: number;

  /** @param each So many of a kind. */
  constructor(each: number) {
    this.#each = each;
  }

  /** Takes what is lacking from the steps of a machine, which goes to its end. */
  take(machine: Machine, title: string, batch?: ReadBatch): void {
    while (!machine.isDone) {
      const family = familyOf(machine.state);
      const kind = kindOf(machine.state);
      const count = this.#kinds.get(kind) ?? 0;
      if (family === undefined || count >= this.#each) {
        machine.step();
        continue;
      }
      this.#kinds.set(kind, count + 1);
      const before = machine.commitment();
      const place = `${title}, step ${machine.steps}, ${kind}`;
      const witness = collectSteps(machine, 1, batch?.shown);
      const given = batch === undefined ? {} : { digest: batch.digest };
      const segment = { before, after: machine.commitment(), steps: 1, witness, ...given };
      this.steps.push({ title: place, family, segment });
    }
  }
}

function kindOf({ data, frame }: Readonly<MachineState>): string {
  const { phase } = data;
  if (phase === "run") return `run 0x${(frame?.code?.bytes[frame.programCounter] ?? 0).toString(16)}`;
  if (phase === "precompile") return `precompile 0x${data.number.toString(16)}`;
  if (phase === "call") return `call by 0x${data.opcode.toString(16)}`;
  if (phase !== "leave") return phase;
  const whose = frame?.isCreation === true ? " of a creation" : "";
  return `leave ${data.status}${whose}${data.output.size > 0 ? " with output" : ""}`;
}
