import { PlayerProcess, type PlayerProcessOptions, type PlayerProcessParts } from "@muniment/challenger";
import { isProtocolError } from "@muniment/protocol";

import type { Output } from "../../output/Output.js";

/** Parameters of {@link playLane}. */
export interface PlayLaneParameters {
  readonly options: PlayerProcessOptions;
  readonly output: Output;
  /** Ends it. */
  readonly stopped: Promise<void>;
  readonly parts?: Pick<PlayerProcessParts, "log" | "client">;
}

/** Plays disputes about a lane until it is stopped, and says what is wrong. @throws what PlayerProcess.start throws */
export async function playLane({ options, output, stopped, parts = {} }: PlayLaneParameters): Promise<void> {
  let told = "";
  const player = await PlayerProcess.start(options, {
    ...parts,
    onWrong: (problem) => {
      output.line(problem.message);
      const { index: batch = "", field = "" } = problem.context;
      output.table("wrong", [{ code: problem.code, batch: String(batch), field: String(field) }]);
    },
    // What is tried again is told once.
    onTrouble: (trouble) => {
      const problem = trouble instanceof Error ? trouble.message : String(trouble);
      if (problem !== told)
        output.progress(isProtocolError(trouble) ? `${trouble.code}: ${problem}` : problem);
      told = problem;
    },
  });
  output.value("account", player.account);
  if (player.metricsUrl !== undefined) output.value("metrics", player.metricsUrl);
  output.line("Playing. Ctrl-C ends it.");
  await stopped;
  await player.close();
}
