import { collectSteps } from "@muniment/challenger";
import { type Machine, operationOf } from "@muniment/executor";
import { ProtocolError, zeroHash } from "@muniment/protocol";
import { getBytes, type JsonRpcApiProvider } from "ethers";
import { IStepVerifier__factory } from "../../typechain-types/index.js";
import type { SegmentGas } from "./DisputeFigures.js";

/** EIP-7825. */
const gasLimit = 16_777_216n;

/** Where steps are run. */
export interface VerifierPlace {
  readonly l1: JsonRpcApiProvider;
  /** Address of StepVerifier. */
  readonly verifier: string;
}

/**
 * Has L1 run all steps of a transaction, in segments, and takes what each takes as a transaction of its own.
 * @param begun The machine that begins the transaction.
 * @param steps Steps of a segment.
 * @param most Segments that are run at most.
 * @throws DISPUTE_STEP_DIFFERS when L1 makes another state of some than the machine
 */
export async function segmentGas(
  { l1, verifier }: VerifierPlace,
  begun: Machine,
  steps: number,
  most: number,
): Promise<SegmentGas> {
  const contract = IStepVerifier__factory.connect(verifier, await l1.getSigner(0));
  const machine = begun.clone();
  while (machine.state.data.phase !== "run" && !machine.isDone) machine.step();
  const found = { steps, segments: 0, opcodes: 0, gas: 0, dearest: 0 };
  while (!machine.isDone && machine.state.data.phase !== "settle" && found.segments < most) {
    found.opcodes += opcodesOf(machine, steps);
    const before = machine.commitment();
    const witness = collectSteps(machine, steps);
    const actual = await contract.run.staticCall(zeroHash, before, steps, witness, { gasLimit });
    const expected = machine.commitment();
    if (actual !== expected)
      throw new ProtocolError("DISPUTE_STEP_DIFFERS", { id: zeroHash, steps, actual, expected });
    const sent = await l1.getSigner(0).then(async (signer) =>
      signer.sendTransaction({
        ...{ to: verifier, gasLimit },
        data: contract.interface.encodeFunctionData("run", [zeroHash, before, steps, getBytes(witness)]),
      }),
    );
    const gas = Number((await sent.wait())?.gasUsed ?? 0n);
    found.segments++;
    found.gas += gas;
    found.dearest = Math.max(found.dearest, gas);
  }
  return found;
}

/** How many of the next steps are instructions. */
function opcodesOf(machine: Machine, steps: number): number {
  const ahead = machine.clone();
  let opcodes = 0;
  for (let step = 0; step < steps && !ahead.isDone; step++) {
    const { data, frame } = ahead.state;
    const opcode = frame?.code?.bytes[frame.programCounter] ?? 0;
    if (data.phase === "run" && operationOf(opcode, "osaka") !== undefined) opcodes++;
    ahead.step();
  }
  return opcodes;
}
