import type { DerivationStep } from "@muniment/derivation";
import type { BatchAttestation } from "./BatchAttestation.js";
import type { Enclave } from "./Enclave.js";

/**
 * Watches a lane: what derivation gives is executed and attested, what L1 takes away is undone.
 * @throws what derivation and the enclave throw: a batch that is not right ends the watch, and nothing behind it is signed
 * @example for await (const attestation of attestBatches(deriveBatches(options, tools), enclave)) publish(attestation);
 */
export async function* attestBatches(
  steps: AsyncIterable<DerivationStep>,
  enclave: Enclave,
): AsyncGenerator<BatchAttestation, void, void> {
  for await (const step of steps) {
    if (step.kind === "batch") yield await enclave.attest(step.batch);
    else if (step.kind === "undone") enclave.undoTo(step.last);
  }
}
