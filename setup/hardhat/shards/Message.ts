import { z } from "zod";

const tally = z.object({ passed: z.number(), failed: z.number(), skipped: z.number() });

/** What a shard tells the process that started it. */
export const message = z.discriminatedUnion("kind", [
  /** A file's outermost suite has ended: how long it took, and the shard's counts so far. */
  z.object({ kind: z.literal("suite"), file: z.string(), milliseconds: z.number(), tally }),
  /** A test or hook has failed: its report, as Mocha prints it. */
  z.object({ kind: z.literal("failure"), text: z.string() }),
  /** The run has ended: what was counted, and what could not be run. */
  z.object({ kind: z.literal("end"), tally, notRun: z.array(z.string()) }),
]);

export type Message = z.infer<typeof message>;
