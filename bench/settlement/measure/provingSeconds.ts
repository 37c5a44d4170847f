import { ProtocolError } from "@muniment/protocol";
import type { BatchSize, ProvingPhase } from "@muniment/prover";

/** Seconds that a prover has taken for each phase of batches of a size since it was started. */
export async function provingSeconds(url: string, size: BatchSize): Promise<Record<ProvingPhase, number>> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const sumOf = (phase: ProvingPhase): number => {
    const line = `muniment_settlement_proving_seconds_sum{phase="${phase}",size="${String(size)}"} `;
    const found = text.split("\n").find((each) => each.startsWith(line));
    return found === undefined ? 0 : Number(found.slice(line.length));
  };
  const sums = { witness: sumOf("witness"), proof: sumOf("proof") };
  if (Number.isFinite(sums.witness + sums.proof)) return sums;
  throw new ProtocolError("BENCH_INVALID", { problem: "the prover's metrics cannot be read" });
}
