import { type Hex, joinBytes, joinWords, zeroHash } from "@muniment/protocol";
import { network } from "hardhat";
import type { NetworkConnection } from "hardhat/types/network";
import type { StepLoopMock, StepVerifier } from "../../../../../../typechain-types/index.js";
import { numberBytes } from "../../../../../../packages/challenger/src/witness/numberBytes.js";
import { deployFamilies } from "../../helpers/deployFamilies.js";

/** Steps of the machine, and what the verifier is to be given for them. */
export interface Segment {
  readonly before: Hex;
  readonly after: Hex;
  readonly steps: number;
  readonly witness: Uint8Array;
  /** Of the batch; zero where no step reads it. */
  readonly digest?: Hex;
  /** Gas that the verifier gets; otherwise as much as L1 has for it. */
  readonly gas?: number;
}

/** What the verifier made of a segment. */
export interface Outcome {
  /** Zero where it reverted. */
  readonly state: Hex;
  /** What it reverted with: the error's selector. */
  readonly problem: Hex;
  readonly gasUsed: number;
}

/** Bytes of a witness that give way to others. */
export interface Alteration {
  readonly position: number;
  readonly cut: number;
  readonly replacement: Uint8Array;
}

/** Gas of one transaction of L1 (EIP-7825), and what of it a dispute spends before it comes to the verifier. */
const transactionGas = 16_777_216;
const beforeVerifier = 121_000;
/** Gas where it is not to be bounded. */
export const endless = 2 ** 40;

/** Gas that the verifier gets when a transaction of L1 brings it this witness. */
export function gasOnL1(witness: Uint8Array): number {
  let zeros = 0;
  for (const byte of witness) if (byte === 0) zeros++;
  return transactionGas - beforeVerifier - (16 * witness.length - 12 * zeros);
}

/** A StepVerifier on an L1 without a limit of gas, so that one call asks it for hundreds of segments. */
export class StepLoop {
  readonly #contract: StepLoopMock;
  readonly #call: (data: Hex) => Promise<string>;

  private constructor(contract: StepLoopMock, call: (data: Hex) => Promise<string>) {
    this.#contract = contract;
    this.#call = call;
  }

  /** A verifier for a chain on an L1 of its own. */
  static async open(chainId: number): Promise<StepLoop> {
    const connection = await StepLoop.connect();
    const { verifier } = await deployFamilies(chainId, undefined, connection);
    return await StepLoop.of(verifier, connection);
  }

  /** An L1 without a limit of gas. */
  static async connect(): Promise<NetworkConnection<"l1">> {
    return await network.create({
      ...{ network: "l1", chainType: "l1" },
      override: { blockGasLimit: 2n ** 60n, transactionGasCap: false },
    });
  }

  /** @param verifier On such an L1. */
  static async of(verifier: StepVerifier, connection: NetworkConnection<"l1">): Promise<StepLoop> {
    const contract = await connection.ethers.deployContract("StepLoopMock", [verifier]);
    const to = await contract.getAddress();
    const call = async (data: Hex): Promise<string> => {
      const request = { to, data, gas: `0x${(2n ** 50n).toString(16)}` };
      return (await connection.provider.request({
        method: "eth_call",
        params: [request, "latest"],
      })) as string;
    };
    return new StepLoop(contract, call);
  }

  /** What the verifier makes of each. */
  async run(segments: readonly Segment[]): Promise<Outcome[]> {
    const given = segments.flatMap(bytesOf);
    return await this.#outcomes("runEach", [joinBytes(given)]);
  }

  /** What the verifier makes of a segment with its witness altered in each of these ways. */
  async runAltered(segment: Segment, alterations: readonly Alteration[]): Promise<Outcome[]> {
    const given = alterations.flatMap(({ position, cut, replacement }) => [
      ...[position, cut, replacement.length].map((number) => numberBytes(number, 3)),
      replacement,
    ]);
    return await this.#outcomes("runAltered", [joinBytes(bytesOf(segment)), joinBytes(given)]);
  }

  /** Encoded here: ethers takes longer for it than both machines for the steps. */
  async #outcomes(name: "runEach" | "runAltered", values: readonly Uint8Array[]): Promise<Outcome[]> {
    const { selector } = this.#contract.interface.getFunction(name);
    let offset = 32 * values.length;
    const heads: Uint8Array[] = [];
    const tails: Uint8Array[] = [];
    for (const value of values) {
      const padded = new Uint8Array(Math.ceil(value.length / 32) * 32);
      padded.set(value);
      heads.push(numberBytes(offset, 32));
      tails.push(numberBytes(value.length, 32), padded);
      offset += 32 + padded.length;
    }
    const answer = await this.#call(
      `${selector as Hex}${Buffer.concat([...heads, ...tails]).toString("hex")}`,
    );
    const size = Number(BigInt(`0x${answer.slice(66, 130)}`));
    return Array.from({ length: size / 96 }, (_, index) => outcomeAt(answer, 130 + 192 * index));
  }
}

function bytesOf({ before, steps, witness, digest = zeroHash, gas }: Segment): Uint8Array[] {
  const words = [digest, before, BigInt(steps), BigInt(gas ?? gasOnL1(witness)), BigInt(witness.length)];
  return [joinWords(words), witness];
}

function outcomeAt(answer: string, at: number): Outcome {
  return {
    state: `0x${answer.slice(at, at + 64)}`,
    problem: `0x${answer.slice(at + 64, at + 72)}`,
    gasUsed: Number(`0x${answer.slice(at + 128, at + 192)}`),
  };
}
