import { type BatchExecution, Machine, type MachineSource } from "@muniment/executor";
import { type BatchInput, boundaryState, type TraceLeaf, traceLeafHash } from "@muniment/protocol";
import { expect } from "chai";

/** What a machine began with and what an executor came to. */
export interface TracedBatch {
  readonly input: BatchInput;
  readonly execution: BatchExecution;
  /** The leaf before the batch. */
  readonly first: TraceLeaf;
  /** Of the state before it. */
  readonly source: MachineSource;
}

/** Runs a batch's whole trace on the machine; every leaf must be the executor's. @returns Steps of the machine. */
export function expectSameTrace({ input, execution, first, source }: TracedBatch): number {
  let machine = Machine.begin({ leaf: first, batch: input, source });
  let steps = 0;
  expect(traceLeafHash(first)).to.equal(execution.leaves[0]);
  for (const [index, expected] of execution.leaves.entries()) {
    if (index === 0) continue;
    const leaf = machine.finish();
    expect(traceLeafHash(leaf), `leaf ${index}: ${printed(leaf)}`).to.equal(expected);
    expect(machine.commitment()).to.equal(boundaryState("done", expected));
    steps += machine.steps;
    machine = machine.next();
  }
  machine.step();
  expect(machine.isDone, "nothing follows the batch's last block").to.equal(false);
  expect(machine.commitment()).to.equal(boundaryState("begin", execution.leaves.at(-1)!));
  return steps;
}

function printed(leaf: TraceLeaf): string {
  return JSON.stringify(leaf, (_, value: unknown) => (typeof value === "bigint" ? `${value}n` : value));
}
