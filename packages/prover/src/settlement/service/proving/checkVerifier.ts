import type { Hex } from "@muniment/protocol";
import { ProtocolError } from "@muniment/protocol";
import type { Provider } from "ethers";
import type { BatchSize } from "../batches/BatchSize.js";
import { settlementInterface } from "../lane/settlementInterface.js";
import type { CircuitProver } from "./CircuitProver.js";

/** What a prover's proofs are for. */
export interface VerifierPlace {
  /** Address of the lane's SettlementVerifier. */
  readonly verifier: Hex;
  readonly isProduction: boolean;
}

/** Circuits in the order of the verifier's anchors. */
const circuits: readonly BatchSize[] = [2, 8, 24];

/**
 * That L1 would take a prover's proofs, and that nobody else can make them up (SETTLE-128).
 * @throws PROVER_KEY_DIFFERS, PROVER_INSECURE; what the provider throws
 */
export async function checkVerifier(
  { sizes, keyHashOf }: Pick<CircuitProver, "sizes" | "keyHashOf">,
  { verifier, isProduction }: VerifierPlace,
  provider: Provider,
): Promise<void> {
  const ask = async (name: "anchors" | "isProduction"): Promise<unknown> => {
    const data = settlementInterface.encodeFunctionData(name);
    const answer = await provider.call({ to: verifier, data });
    return settlementInterface.decodeFunctionResult(name, answer)[0] as unknown;
  };
  const anchors = [...((await ask("anchors")) as Iterable<string>)];
  for (const size of sizes) {
    const [expected = "none", actual] = [anchors[circuits.indexOf(size)], keyHashOf(size)];
    if (expected !== actual) throw new ProtocolError("PROVER_KEY_DIFFERS", { size, expected, actual });
  }
  if (isProduction && (await ask("isProduction")) !== true)
    throw new ProtocolError("PROVER_INSECURE", { problem: "the lane's verifier on L1 is for development" });
}
