import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Hex } from "@muniment/protocol";
import { toHex } from "@muniment/protocol";
import type { Srs } from "../srs/Srs.js";
import { runBb } from "./runBb.js";
import { runPrefix } from "./runPrefix.js";
import { verifierTarget } from "./verifierTarget.js";

/** A proof as a verifier on L1 takes it. */
export interface BatchProof {
  readonly proof: Uint8Array;
  readonly publicInputs: readonly Hex[];
}

/** How a prover works. */
export interface BatchProverOptions {
  /** Milliseconds that a run of the native prover may take; ten minutes unless told. */
  readonly timeout?: number;
  /** Folder for the files of its runs, which hold secrets; the system's for such files unless told. */
  readonly work?: string;
  /** Ends what runs, and whatever would run behind it. */
  readonly signal?: AbortSignal;
}

/** Proves with one circuit and one SRS, by the native prover. */
export class BatchProver {
  private readonly circuit: string;
  private readonly srs: Srs;
  private readonly options: Required<Pick<BatchProverOptions, "timeout" | "work">> & BatchProverOptions;

  /** @param circuit Path of a file of circuits/compiled. */
  constructor(circuit: string, srs: Srs, options: BatchProverOptions = {}) {
    this.circuit = circuit;
    this.srs = srs;
    this.options = { timeout: 600_000, work: tmpdir(), ...options };
  }

  /** @throws BARRETENBERG_FAILED */
  async gates(): Promise<number> {
    const answer = await this.run(["gates", "-b", this.circuit, "-t", verifierTarget]);
    return Number(/"circuit_size": (\d+)/.exec(answer)?.[1]);
  }

  /**
   * The verification key, which depends on circuit and SRS.
   * @throws BARRETENBERG_FAILED
   */
  key(): Promise<Uint8Array> {
    return this.inFolder(async (folder) => {
      await this.run(["write_vk", "-b", this.circuit, "-t", verifierTarget, "-o", folder]);
      return readFile(join(folder, "vk"));
    });
  }

  /**
   * The contract that verifies proofs of this key, as bb writes it: for the canonical SRS.
   * @throws BARRETENBERG_FAILED
   */
  verifier(key: Uint8Array): Promise<string> {
    return this.inFolder(async (folder) => {
      const [vk, contract] = [join(folder, "vk"), join(folder, "Verifier.sol")];
      await writeFile(vk, key);
      await this.run([
        "write_solidity_verifier",
        "--optimized",
        "-k",
        vk,
        "-t",
        verifierTarget,
        "-o",
        contract,
      ]);
      return readFile(contract, "utf8");
    });
  }

  /**
   * Proves a witness.
   * @param witness As noir_js makes it, compressed.
   * @throws BARRETENBERG_FAILED
   */
  prove(witness: Uint8Array, key: Uint8Array): Promise<BatchProof> {
    return this.inFolder(async (folder) => {
      const [vk, solved] = [join(folder, "vk"), join(folder, "witness.gz")];
      await Promise.all([writeFile(vk, key), writeFile(solved, witness)]);
      const files = ["-b", this.circuit, "-w", solved, "-k", vk, "-o", folder];
      await this.run(["prove", ...files, "-t", verifierTarget]);
      const words = await readFile(join(folder, "public_inputs"));
      return {
        proof: await readFile(join(folder, "proof")),
        publicInputs: Array.from({ length: words.length / 32 }, (_, place) =>
          toHex(words.subarray(32 * place, 32 * place + 32)),
        ),
      };
    });
  }

  private run(command: readonly [string, ...string[]]): Promise<string> {
    const { timeout, signal } = this.options;
    return runBb(command, { crs: this.srs.folder, timeout, signal });
  }

  /** The files of a run hold secrets: they are removed, however it ends. */
  private async inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
    const folder = await mkdtemp(join(this.options.work, runPrefix));
    try {
      return await work(folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}
