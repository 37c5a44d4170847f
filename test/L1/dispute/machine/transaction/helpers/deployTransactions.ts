import { expect } from "chai";
import { network } from "hardhat";
import {
  collectTransaction,
  type CollectedTransactionStep,
  transactionPhaseOf,
} from "../../../../../../packages/challenger/src/index.js";
import { Machine } from "../../../../../../packages/executor/src/index.js";
import { encodeStepParts, keccak256, utf8, zeroHash } from "../../../../../../packages/protocol/src/index.js";
import type { Hex, TraceLeaf } from "../../../../../../packages/protocol/src/index.js";
import { chainId } from "../../helpers/makeState.js";
import { type GivenAccounts, givenState } from "./givenState.js";

const { ethers } = await network.create({ network: "l1", chainType: "l1" });

/** As much as L1 gives a transaction (EIP-7825). */
const gasLimit = 16_777_216n;

/** A transaction in a state and block of a test. */
export interface Given {
  readonly raw: Uint8Array;
  readonly accounts?: GivenAccounts;
  readonly leaf?: Partial<TraceLeaf>;
  readonly isDeposit?: boolean;
}

/** A step that both machines have made. */
export interface MadeStep {
  readonly phase: string;
  readonly family: CollectedTransactionStep["family"];
  readonly before: Hex;
  readonly after: Hex;
  readonly witness: Uint8Array;
}

const leafOf = (stateRoot: Hex, changes: Partial<TraceLeaf>): TraceLeaf => ({
  ...{ stateRoot, messageRoot: keccak256(utf8("messages")), messageCount: 3n, queueCursor: 9n },
  ...{ queueHash: keccak256(utf8("queue")), dataOffset: 1234, blockNumber: 987_654n, time: 1_790_000_000n },
  ...{ baseFee: 1_000_000n, lastBlock: keccak256(utf8("block")), gasUsed: 21_000n, precompileCount: 5 },
  ...{ transactions: 2, toCome: 7, receipts: keccak256(utf8("receipts")), isInBlock: true },
  ...changes,
});

/** A machine that stands at phase START. */
export function startMachine({ raw, accounts = {}, leaf = {}, isDeposit = false }: Given): Machine {
  const { root, source } = givenState(accounts);
  return Machine.start({ leaf: leafOf(root, leaf), chainId, raw, isDeposit, source });
}

/** The families, and what runs a transaction on them and on the executor's machine. */
export async function deployTransactions() {
  const families = {
    StartFamily: await ethers.deployContract("StartFamily", [chainId]),
    AccessFamily: await ethers.deployContract("AccessFamily", [chainId]),
    LaunchFamily: await ethers.deployContract("LaunchFamily"),
    SettleFamily: await ethers.deployContract("SettleFamily"),
    RecordFamily: await ethers.deployContract("RecordFamily"),
  };
  /** Makes the next step in both machines when it is of these families; undefined when it is another's. */
  const step = async (machine: Machine): Promise<MadeStep | undefined> => {
    const { phase } = machine.state.data;
    const before = machine.commitment();
    const collected = collectTransaction(machine);
    if (collected === undefined) return undefined;
    const { family, witness } = collected;
    const after = machine.commitment();
    const [state, done] = await families[family].run(zeroHash, before, 1, witness, { gasLimit });
    expect(done, phase).to.equal(1n);
    expect(state, phase).to.equal(after);
    return { phase, family, before, after, witness };
  };
  /** Runs a transaction to its end, and compares each step of these families. */
  const compare = async (
    given: Given,
  ): Promise<{ machine: Machine; steps: MadeStep[]; phases: string[] }> => {
    const machine = startMachine(given);
    const steps: MadeStep[] = [];
    while (!machine.isDone) {
      if (transactionPhaseOf(machine.state) === undefined) {
        machine.step();
        continue;
      }
      steps.push((await step(machine)) as MadeStep);
    }
    return { machine, steps, phases: steps.map(({ phase }) => phase) };
  };
  /** Compares, and sees that the transaction is passed over. */
  const expectPassedOver = async (given: Given, what: string): Promise<void> => {
    const before = startMachine(given).leaf;
    const { machine, phases } = await compare(given);
    expect(phases, what).to.deep.equal(["start"]);
    expect(machine.leaf, what).to.deep.equal(before);
  };
  const names = Object.keys(families) as (keyof typeof families)[];
  const verifier = await ethers.deployContract("StepVerifier", [names.map((name) => families[name])]);
  /** Gas of a transaction that lets the verifier run a step. */
  const gasOf = async ({ family, before, after, witness }: MadeStep): Promise<bigint> => {
    const parts = encodeStepParts([{ family: names.indexOf(family), most: 1, witness }]);
    expect(await verifier.run(zeroHash, before, 1, parts, { gasLimit })).to.equal(after);
    const [caller] = await ethers.getSigners();
    const data = verifier.interface.encodeFunctionData("run", [zeroHash, before, 1, parts]);
    const sent = await caller!.sendTransaction({ to: verifier, data, gasLimit });
    return (await sent.wait())!.gasUsed;
  };
  return { ethers, families, step, compare, expectPassedOver, gasOf };
}
