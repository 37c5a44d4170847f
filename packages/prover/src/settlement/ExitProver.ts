import { readFile } from "node:fs/promises";
import { ProtocolError } from "@muniment/protocol";
import type { CompiledCircuit, InputMap, Noir } from "@noir-lang/noir_js";
import { BatchProver } from "./bb/BatchProver.js";
import type { BatchProof } from "./bb/BatchProver.js";
import type { CircuitInputs } from "./CircuitInputs.js";
import { circuitWords } from "./service/proving/circuitWords.js";
import { circuitLevels } from "./srs/circuitLevels.js";
import { readSrs } from "./srs/readSrs.js";

/**
 * Proves exits of notes on the holder's own machine, for what that takes is secret (SETTLE-45).
 * @example const { proof } = await (await ExitProver.open({ circuit, srs })).prove(planExit(exit, state, holders).inputs);
 */
export class ExitProver {
  readonly #noir: Noir;
  readonly #prover: BatchProver;
  readonly #key: Uint8Array;

  private constructor(noir: Noir, prover: BatchProver, key: Uint8Array) {
    this.#noir = noir;
    this.#prover = prover;
    this.#key = key;
  }

  /**
   * Does once what all exits share.
   * @param files Path of circuits/compiled/exit.json, and folder of the SRS that the verifier on L1 is of.
   * @throws SRS_INVALID, BARRETENBERG_FAILED
   */
  static async open(files: { readonly circuit: string; readonly srs: string }): Promise<ExitProver> {
    const circuit = JSON.parse(await readFile(files.circuit, "utf8")) as CompiledCircuit;
    // Its three megabytes of WebAssembly are for exits alone, and not for whoever imports the package.
    const noir = new (await import("@noir-lang/noir_js")).Noir(circuit);
    const prover = new BatchProver(files.circuit, readSrs(files.srs, circuitLevels.exit));
    return new ExitProver(noir, prover, await prover.key());
  }

  /**
   * Proves the exit of a note.
   * @param inputs What planExit gives.
   * @throws SETTLEMENT_WITNESS_REFUSED when the note cannot leave, BARRETENBERG_FAILED
   */
  async prove(inputs: CircuitInputs): Promise<BatchProof> {
    return this.#prover.prove(await this.#solve(inputs), this.#key);
  }

  async #solve(inputs: CircuitInputs): Promise<Uint8Array> {
    try {
      return (await this.#noir.execute(inputs as InputMap)).witness;
    } catch (error) {
      // Without what noir_js threw: it may show the inputs, of which some are secret.
      throw new ProtocolError("SETTLEMENT_WITNESS_REFUSED", { problem: circuitWords(error) });
    }
  }
}
