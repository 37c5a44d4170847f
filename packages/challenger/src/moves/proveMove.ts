import { type Hex, ProtocolError } from "@muniment/protocol";
import { proveStep } from "@muniment/sdk";
import type { DisputeTranscript } from "@muniment/sdk";
import type { WatchedBatch } from "../lane/WatchedBatch.js";
import { collectSteps } from "../witness/collectSteps.js";
import { shownBatch } from "../witness/batch/shownBatch.js";
import type { Move } from "./Move.js";
import type { MoveTools } from "./MoveTools.js";

/** What L1's nodes pass on: a transaction of 131,072 bytes. A single step that needs more goes with a blob. */
const mostBytes = 120_000;

/** The move that has L1 run the interval in question. L1 is asked first what would come of it. */
export function proveMove(
  { id, dispute, from, level, shown, leaf }: DisputeTranscript,
  batch: WatchedBatch,
  { game, machines, verify }: MoveTools,
): Move {
  return {
    name: "proveStep",
    make: async () => {
      const steps = 2 ** level;
      const machine = machines.machine(batch, leaf?.place ?? 0, from);
      const witness = collectSteps(machine, steps, shownBatch(batch));
      const { digest } = dispute;
      if (level > 0 && witness.length > mostBytes) {
        const problem = `${witness.length} bytes are shown for ${steps} steps`;
        throw new ProtocolError("DISPUTE_MOVE_REFUSED", { id, move: "proveStep", problem });
      }
      const behind = machine.commitment();
      await verify({ id, digest, before: shown[0] as Hex, steps, witness, behind });
      return proveStep(game, dispute, shown, witness);
    },
  };
}
