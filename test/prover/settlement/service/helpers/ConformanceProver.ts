import type { Hex } from "@muniment/protocol";
import { fromHex, keccak256, ProtocolError, utf8 } from "@muniment/protocol";
import type { CircuitInputs, CircuitProver } from "@muniment/prover";
import { conformanceProof } from "../../../../L1/helpers/settlement/SettlementDesk.js";

/** Proves nothing: its proofs are those that the conformance mocks on L1 take. */
export class ConformanceProver implements CircuitProver {
  readonly isInsecure: boolean = true;
  readonly sizes = [2, 8, 24] as const;
  /** As the conformance mocks have it. */
  readonly keyHashOf = (size: number): Hex => keccak256(utf8(`batch${String(size)}`));
  /** Sizes of the witnesses that were asked for. */
  readonly asked: number[] = [];
  /** Inputs that have no witness. */
  refuses: (inputs: string) => boolean = () => false;
  /** What a proof waits for. */
  gate: Promise<void> = Promise.resolve();
  /** How many of the next proofs are of something else. */
  lies = 0;
  /** How many of the next proofs fail. */
  failures = 0;

  witness(size: number, inputs: CircuitInputs): Promise<Uint8Array> {
    this.asked.push(size);
    if (!this.refuses(JSON.stringify(inputs))) return Promise.resolve(new Uint8Array());
    return Promise.reject(new ProtocolError("SETTLEMENT_WITNESS_REFUSED", { problem: "a test says so" }));
  }

  async prove(size: number, _witness: Uint8Array, publicInputs: readonly Hex[]): Promise<Uint8Array> {
    await this.gate;
    if (this.failures-- > 0) throw new ProtocolError("PROVER_THREAD_FAILED", { problem: "a test says so" });
    this.failures = 0;
    if (this.lies-- > 0) return new Uint8Array(32);
    this.lies = 0;
    return fromHex(conformanceProof(`batch${String(size)}`, publicInputs));
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
