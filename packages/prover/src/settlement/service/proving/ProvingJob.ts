import type { Hex } from "@muniment/protocol";
import { batchDigest, isProtocolError, publicInputs } from "@muniment/protocol";
import type { BatchMaker } from "../batches/BatchMaker.js";
import type { MadeBatch } from "../batches/MadeBatch.js";
import type { OperationPool } from "../pool/OperationPool.js";
import type { CircuitProver, ProvingPhase } from "./CircuitProver.js";

/** What came of a batch's proving. */
export type ProvingResult =
  | { readonly kind: "proof"; readonly proof: Uint8Array | undefined }
  /** These have no witness, each alone. */
  | { readonly kind: "unprovable"; readonly operations: readonly Hex[] }
  | { readonly kind: "failed"; readonly cause: unknown };

export interface JobParts {
  readonly prover: CircuitProver;
  readonly maker: BatchMaker;
  readonly pool: OperationPool;
  readonly now: () => number;
  /** Told when a phase has ended, and how many seconds it took. */
  readonly onPhase: (phase: ProvingPhase, seconds: number) => void;
}

/** A batch that is being proven. */
export class ProvingJob {
  readonly made: MadeBatch;
  /** Never rejects. */
  readonly done: Promise<void>;
  readonly #parts: JobParts;
  #phase: { readonly name: ProvingPhase; readonly since: number };
  #result: ProvingResult | undefined;

  constructor(made: MadeBatch, parts: JobParts) {
    this.made = made;
    this.#parts = parts;
    this.#phase = { name: "witness", since: parts.now() };
    this.done = this.#run().then(
      (result) => void (this.#result = result),
      (cause: unknown) => void (this.#result = { kind: "failed", cause }),
    );
  }

  /** Undefined while it is at work. */
  get result(): ProvingResult | undefined {
    return this.#result;
  }

  /** What it is at, and for how many seconds. */
  get progress(): { readonly phase: ProvingPhase; readonly seconds: number } {
    const { name, since } = this.#phase;
    return { phase: name, seconds: (this.#parts.now() - since) / 1000 };
  }

  async #run(): Promise<ProvingResult> {
    const { header, body } = this.made;
    if (body === undefined) return { kind: "proof", proof: undefined };
    const { statement, inputs } = body.plan.state(batchDigest(header));
    const { prover } = this.#parts;
    let witness: Uint8Array;
    try {
      witness = await prover.witness(body.size, inputs);
    } catch (error) {
      if (isProtocolError(error) && error.code === "SETTLEMENT_WITNESS_REFUSED") return this.#search(error);
      throw error;
    }
    this.#enter("proof");
    const proof = await prover.prove(body.size, witness, publicInputs(statement));
    this.#enter("proof");
    return { kind: "proof", proof };
  }

  /** Tries each operation alone: one that cannot be proven holds up none of the others. */
  async #search(cause: unknown): Promise<ProvingResult> {
    const operations: Hex[] = [];
    for (const id of this.made.operations) if (!(await this.#isProvable(id))) operations.push(id);
    return operations.length === 0 ? { kind: "failed", cause } : { kind: "unprovable", operations };
  }

  async #isProvable(id: Hex): Promise<boolean> {
    const { pool, maker, prover } = this.#parts;
    const entry = pool.get(id);
    if (entry === undefined) return true;
    try {
      const { size, plan } = maker.alone(entry.operation);
      await prover.witness(size, plan.state(batchDigest(this.made.header)).inputs);
      return true;
    } catch (error) {
      if (isProtocolError(error) && error.code === "SETTLEMENT_WITNESS_REFUSED") return false;
      throw error;
    }
  }

  #enter(name: ProvingPhase): void {
    const { onPhase, now } = this.#parts;
    onPhase(this.#phase.name, this.progress.seconds);
    this.#phase = { name, since: now() };
  }
}
