import { expect } from "chai";
import { network } from "hardhat";
import { collectBatch, type CollectedBatchStep } from "../../../../../../packages/challenger/src/index.js";
import { Machine, type MachineState } from "../../../../../../packages/executor/src/index.js";
import {
  batchDigest,
  boundaryState,
  type Hex,
  traceLeafHash,
} from "../../../../../../packages/protocol/src/index.js";
import { chainId } from "../../../../../executor/transition/helpers/chain.js";
import { fixturesOfL1 } from "../../../../helpers/fixturesOfL1.js";
import { setUpPolicy } from "../../../../helpers/setUpL1.js";
import type { MadeBatch } from "./makeBatch.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers } = connection;

/** Gas of a call: as much as L1 gives a transaction (EIP-7825). */
const gasLimit = 16_777_216n;

/** A step that one of the families was shown. */
export interface ShownStep extends CollectedBatchStep {
  readonly phase: string;
  readonly digest: Hex;
  readonly before: Hex;
  readonly after: Hex;
}

/** Says which steps are meant, by the state before them. */
export type Wanted = (state: Readonly<MachineState>) => boolean;

const beginOf = ({ input, first: leaf, source }: MadeBatch): Machine =>
  Machine.begin({ leaf, batch: input, source });

/** The families of a batch's data, items and blocks, beside the real queue. */
export async function deployBatch() {
  const l1 = await fixturesOfL1(connection).bare();
  // Stands for the gateway of ETH: a contract whose calls the tests make.
  await l1.queue.getFunction("connect")(l1.policy);
  await setUpPolicy(l1);
  const families = {
    DataFamily: await ethers.deployContract("DataFamily", [chainId]),
    ItemFamily: await ethers.deployContract("ItemFamily", [l1.queue]),
    SealFamily: await ethers.deployContract("SealFamily"),
  };

  /** What a family says of a witness. */
  const run = async (step: Pick<ShownStep, "family" | "digest" | "before" | "witness">, most = 1) => {
    const call = families[step.family].getFunction("run");
    const [state, done] = (await call.staticCall(step.digest, step.before, most, step.witness, {
      gasLimit,
    })) as [Hex, bigint];
    return { state, done };
  };

  /** Gas that a transaction with one step would take. */
  const gasOf = async ({ family, digest, before, witness }: ShownStep): Promise<bigint> =>
    families[family].getFunction("run").estimateGas(digest, before, 1, witness, { gasLimit });

  /** Makes a machine's next step; what a family here needs of it. */
  const show = (machine: Machine, batch: MadeBatch): ShownStep | undefined => {
    const { phase } = machine.state.data;
    const before = machine.commitment();
    const collected = collectBatch(machine, { ...batch.input, source: batch.dataSource });
    if (collected === undefined) return undefined;
    const digest = batchDigest(batch.input.header);
    return { ...collected, phase, before, after: machine.commitment(), digest };
  };

  /** Makes a machine's next step, on L1 too, and compares; undefined when it is no family's here. */
  const compareStep = async (machine: Machine, batch: MadeBatch): Promise<ShownStep | undefined> => {
    const step = show(machine, batch);
    if (step === undefined) machine.step();
    else expect(await run(step), step.phase).to.deep.equal({ state: step.after, done: 1n });
    return step;
  };

  /**
   * Runs a batch's whole trace; each step of the families must be the machine's, each leaf the executor's.
   * @param wants Which steps are made on L1 too; all unless told.
   */
  const compareBatch = async (batch: MadeBatch, wants: Wanted = () => true): Promise<ShownStep[]> => {
    const steps: ShownStep[] = [];
    let machine = beginOf(batch);
    for (const expected of batch.leaves.slice(1)) {
      while (!machine.isDone) {
        if (!wants(machine.state)) {
          machine.step();
          continue;
        }
        const step = await compareStep(machine, batch);
        if (step !== undefined) steps.push(step);
      }
      expect(traceLeafHash(machine.leaf)).to.equal(expected);
      expect(machine.commitment()).to.equal(boundaryState("done", expected));
      machine = machine.next();
    }
    // Behind the batch's last block BEGIN is followed by itself.
    const last = await compareStep(machine, batch);
    expect(last?.after).to.equal(last?.before);
    return steps;
  };

  /** The first step of a batch from a state that is wanted. */
  const findStep = (batch: MadeBatch, wants: Wanted): ShownStep => {
    for (
      let machine = beginOf(batch), left = batch.leaves.length;
      left > 1;
      machine = machine.next(), left--
    ) {
      while (!machine.isDone) {
        const step = wants(machine.state) ? show(machine, batch) : undefined;
        if (step !== undefined) return step;
        machine.step();
      }
    }
    return expect.fail("there is no such step");
  };

  return { ethers, connection, l1, families, run, gasOf, compareBatch, findStep };
}
