import { laneInterface } from "@muniment/derivation";
import type { Derivation, DerivedBatch } from "@muniment/derivation";
import type { Hex } from "@muniment/protocol";
import { evidenceBits } from "@muniment/sdk";
import type { ReliableSender, SendIntent } from "@muniment/sdk";
import type { BatchAttestation } from "./BatchAttestation.js";
import type { Enclave } from "./Enclave.js";
import { packQuorum } from "./packQuorum.js";

/** What the service works with. */
export interface AttestationParts {
  readonly derivation: Derivation;
  /** As many as make a quorum, or more. */
  readonly enclaves: readonly Enclave[];
  /** Of a key that needs no right but gas. */
  readonly sender: ReliableSender;
  /** Told of each batch that was signed. */
  readonly onAttested?: (attestations: readonly BatchAttestation[]) => void;
}

export interface AttestationOptions {
  readonly lane: number;
  /** Address of the rollup on L1. */
  readonly rollup: Hex;
  /** Signatures that the registry asks for. */
  readonly quorum: number;
}

/** Signatures for a batch, to be sent. */
interface Quorum {
  readonly index: bigint;
  readonly intent: SendIntent;
}

/** Gas of an attestation by as many keys as a registry has, with room. */
const attestGas = 300_000n;

/**
 * Gives a lane's batches their evidence: derives each from L1, has the enclaves execute and sign it, and sends a quorum of
 * signatures to L1. It does nothing by itself: `tick` takes everything one step further. A batch that an enclave finds
 * wrong ends the work: nothing behind it is signed.
 */
export class AttestationService {
  readonly #parts: AttestationParts;
  readonly #options: AttestationOptions;
  /** Quorums that L1 has not been given yet. */
  #unsent: Quorum[] = [];
  #failure: { readonly cause: unknown } | undefined;

  constructor(parts: AttestationParts, options: AttestationOptions) {
    this.#parts = parts;
    this.#options = options;
  }

  /**
   * Attests what is new.
   * @throws BATCH_OUTPUT_WRONG and what else an enclave throws, now and ever after; what L1 and archives throw, after
   * which it is tried again
   */
  async tick(): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure.cause;
    await this.#parts.sender.tick();
    for (let isMore = true; isMore;) {
      try {
        isMore = await this.#step();
      } finally {
        // Behind the step, so that nothing is sent for a batch that L1 has just taken away.
        await this.#send();
      }
    }
  }

  /** @returns Whether there was one. */
  async #step(): Promise<boolean> {
    const { derivation, enclaves } = this.#parts;
    const step = await derivation.next();
    if (step?.kind === "batch") await this.#attest(step.batch);
    if (step?.kind === "undone") {
      for (const enclave of enclaves) enclave.undoTo(step.last);
      this.#unsent = this.#unsent.filter(({ index }) => index <= step.last);
    }
    return step !== undefined;
  }

  async #attest(batch: DerivedBatch): Promise<void> {
    const { enclaves, onAttested } = this.#parts;
    const attestations: BatchAttestation[] = [];
    try {
      for (const enclave of enclaves) attestations.push(await enclave.attest(batch));
    } catch (error) {
      this.#failure = { cause: error };
      throw error;
    }
    onAttested?.(attestations);
    if ((batch.committed.evidence & evidenceBits.ATTESTED) !== 0) return;
    const { lane, rollup, quorum } = this.#options;
    const { index } = batch.input.header;
    const proof = packQuorum(batch.digest, attestations, quorum);
    const data = laneInterface.encodeFunctionData("attest", [lane, index, proof]) as Hex;
    const id = `attest-${index}-${batch.digest.slice(2, 18)}`;
    this.#unsent.push({ index, intent: { id, to: rollup, data, gasLimit: attestGas } });
  }

  async #send(): Promise<void> {
    for (let first = this.#unsent[0]; first !== undefined; first = this.#unsent[0]) {
      await this.#parts.sender.submit(first.intent);
      this.#unsent.shift();
    }
  }
}
