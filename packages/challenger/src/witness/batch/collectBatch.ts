import type { MachineState } from "@muniment/executor";
import {
  type BatchInput,
  type DataSource,
  encodeBatchHeader,
  encodeTraceLeaf,
  joinBytes,
  joinWords,
  listMachineWords,
} from "@muniment/protocol";
import type { SteppedMachine } from "../collectRun.js";
import { BatchCollector } from "./BatchCollector.js";
import { batchFamilies, type BatchPhase } from "./batchFamilies.js";

/** A batch whose steps are to be shown. */
export interface ShownBatch {
  readonly header: BatchInput["header"];
  readonly items: BatchInput["items"];
  readonly source: DataSource;
}

/** What a family needs for one step. */
export interface CollectedBatchStep {
  readonly family: (typeof batchFamilies)[BatchPhase];
  readonly witness: Uint8Array;
}

/**
 * Makes the machine's next step, when it is one that reads the batch or ends a block, and collects its witness.
 * @returns Undefined, and the step is not made, when it is another family's.
 */
export function collectBatch(machine: SteppedMachine, batch: ShownBatch): CollectedBatchStep | undefined {
  const { data } = machine.state;
  if (!isOurs(data)) return undefined;
  const before: MachineState = { ...machine.state };
  const head = [joinWords(listMachineWords(machine.words())), ...headOf(before, batch)];
  const collector = new BatchCollector(batch);
  machine.step(collector);
  const rest = collector.collected(before, machine.state);
  return { family: batchFamilies[data.phase], witness: joinBytes([...head, ...rest]) };
}

type OurData = Extract<MachineState["data"], { readonly phase: BatchPhase }>;

function isOurs(data: MachineState["data"]): data is OurData {
  return data.phase in batchFamilies;
}

/** What stands between the machine's words and what the phase reads of the batch. */
function headOf({ data, leaf }: MachineState, { header }: ShownBatch): Uint8Array[] {
  if (data.phase === "seal") return data.left === 0 ? [] : [encodeTraceLeaf(leaf)];
  const shown = encodeBatchHeader(header);
  return data.phase === "build" ? [shown] : [shown, encodeTraceLeaf(leaf)];
}
