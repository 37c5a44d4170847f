import { isProtocolError } from "@muniment/protocol";
import { decodeRevert, toProtocolError } from "@muniment/sdk";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";

import { createOutput } from "../output/createOutput.js";
import { Arguments, type RawArguments } from "./Arguments.js";
import type { Context } from "./Context.js";
import { openContext } from "./openContext.js";

const CHAIN = 3;

/** A read that a contract refused is a refusal like any other. */
function named(error: unknown): unknown {
  if (decodeRevert(error) === undefined) return error;
  return toProtocolError(error, { to: "", data: "", value: 0n, label: "Reading the chain" });
}

function report(thrown: unknown, output: ReturnType<typeof createOutput>): void {
  const error = named(thrown);
  const known = isProtocolError(error);
  const message = error instanceof Error ? error.message : String(error);
  process.exitCode = known ? error.exitCode : CHAIN;
  if (output.isJson) {
    const context = known
      ? Object.fromEntries(Object.entries(error.context).map(([k, v]) => [k, String(v)]))
      : {};
    // What was collected before the error stays: the reasons of a refused transfer are there.
    output.flush({ error: known ? error.code : "UNEXPECTED", message, context });
    return;
  }
  process.stderr.write(`${known ? error.code : "UNEXPECTED"}: ${message}\n`);
}

/** A task on one deployment: what the `rwa` tasks are made of. */
export type Run = (context: Context, args: Arguments) => Promise<void>;

/**
 * Makes a Hardhat task action of a run: opens the context, writes the result, turns an error into a sentence and the exit
 * code (1 usage, 2 refused by policy, 3 chain).
 */
export function action(run: Run) {
  return offlineAction(async (hre, args, output) => {
    await run(await openContext(hre, args, output), args);
  });
}

/** The same for a task that opens the network itself, or needs none. */
export function offlineAction(
  run: (
    hre: HardhatRuntimeEnvironment,
    args: Arguments,
    output: ReturnType<typeof createOutput>,
  ) => Promise<void>,
) {
  return async (raw: RawArguments, hre: HardhatRuntimeEnvironment): Promise<void> => {
    const output = createOutput(raw["json"] === true);
    try {
      await run(hre, new Arguments(raw), output);
      output.flush();
    } catch (error) {
      report(error, output);
    }
  };
}
