import { expect } from "chai";
import { network } from "hardhat";
import {
  collectStep,
  collectTape,
  familyOf,
  type ShownBatch,
  type StepFamily,
  stepFamilies,
  type SteppedMachine,
} from "../../../../../packages/challenger/src/index.js";
import { machineHash, zeroHash } from "../../../../../packages/protocol/src/index.js";
import type { Hex } from "../../../../../packages/protocol/src/index.js";
import { fixturesOfL1 } from "../../../helpers/fixturesOfL1.js";
import { chainId as testChainId } from "./makeState.js";

const ownConnection = await network.create({ network: "l1", chainType: "l1" });

/** Gas of a call: as much as L1 gives a transaction (EIP-7825). */
const gasLimit = 16_777_216n;
/** Families that are made for a chain. */
const ofChain: ReadonlySet<StepFamily> = new Set(["RunFamily", "StartFamily", "AccessFamily", "DataFamily"]);

/** What a step was, and what it cost. */
export interface ComparedStep {
  readonly place: number;
  readonly phase: string;
  readonly opcode: number;
  readonly before: Hex;
  readonly witness: Uint8Array;
}

/** All families on a chain, in their places, and a StepVerifier of them. */
export async function deployFamilies(chainId = testChainId, queue?: Hex, connection = ownConnection) {
  const { ethers } = connection;
  const itemQueue = queue ?? (await fixturesOfL1(connection).development()).queue;
  const families = await Promise.all(
    stepFamilies.map(async (name) => {
      if (name === "ItemFamily") return ethers.deployContract(name, [itemQueue]);
      return ethers.deployContract(name, ofChain.has(name) ? [chainId] : []);
    }),
  );
  const verifier = await ethers.deployContract("StepVerifier", [families]);

  /** Makes the machine's next step on L1 too, and compares; undefined when it cannot be shown here. */
  const compareStep = async (
    machine: SteppedMachine,
    { batch, digest = zeroHash }: { readonly batch?: ShownBatch; readonly digest?: Hex } = {},
  ): Promise<ComparedStep | undefined> => {
    const { state } = machine;
    const family = familyOf(state);
    if (family === undefined) return undefined;
    const { phase } = state.data;
    const opcode = state.frame?.code?.bytes[state.frame.programCounter] ?? 0;
    const before = machineHash(machine.words());
    const place = stepFamilies.indexOf(family);
    const { witness } = collectStep(machine, 1, batch)!;
    const contract = families[place]!;
    const [after, done] = (await contract.getFunction("run").staticCall(digest, before, 1, witness, {
      gasLimit,
    })) as [string, bigint];
    const title = `${phase} ${opcode.toString(16)}`;
    expect(done, title).to.equal(1n);
    expect(after, title).to.equal(machineHash(machine.words()));
    return { place, phase, opcode, before, witness };
  };

  /** Gas that a transaction with one step would take. */
  const gasOf = async ({ place, before, witness }: ComparedStep): Promise<bigint> =>
    families[place]!.getFunction("run").estimateGas(zeroHash, before, 1, witness);

  return { ethers, families, verifier, compareStep, gasOf, collectTape };
}
