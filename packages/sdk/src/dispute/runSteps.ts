import type { Hex } from "@muniment/protocol";
import type { Provider } from "ethers";
import { IStepVerifier__factory } from "../../../../typechain-types/index.js";

/** EIP-7825: L1 gives a transaction no more. */
const mostGas = 16_777_216n;

/** Steps that a verifier is asked to make. */
export interface VerifiedSteps {
  /** Of the batch. */
  readonly digest: Hex;
  /** The machine's state before them. */
  readonly before: Hex;
  readonly steps: number;
  readonly witness: Uint8Array;
}

/**
 * Asks a verifier for the state behind some steps, with as much gas as a transaction has.
 * @throws the contract's refusal
 */
export async function runSteps(l1: Provider, verifier: string, run: VerifiedSteps): Promise<Hex> {
  const { digest, before, steps, witness } = run;
  const contract = IStepVerifier__factory.connect(verifier, l1);
  return (await contract.run(digest, before, steps, witness, { gasLimit: mostGas })) as Hex;
}
