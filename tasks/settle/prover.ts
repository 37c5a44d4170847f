import { mkdir } from "node:fs/promises";
import { resolve } from "node:path";

import { ProtocolError } from "@muniment/protocol";
import type { BatchSize } from "@muniment/prover";
import { systemClock } from "@muniment/node";
import { parseUnits } from "ethers";
import { pino } from "pino";

import { offlineAction } from "../context/action.js";
import type { Arguments } from "../context/Arguments.js";
import { laneOf } from "../context/laneOf.js";
import { openSenderL1 } from "../context/openSenderL1.js";
import { rollupManifestPath } from "../context/rollupManifestPath.js";
import { checkedManifest } from "../rollup/checkedManifest.js";
import { developmentSrs } from "./proving/developmentSrs.js";
import { levelsFor } from "./proving/proverFiles.js";
import { startProver } from "./proving/startProver.js";

/** Milliseconds between two looks at L1, and that an operation waits for others. */
const [pollInterval, greatestWait] = [1_000, 10_000];
/** Where it answers, unless told. */
const PORT = 8645;

/** Runs the prover of the settlement lane until Ctrl-C. */
export default offlineAction(async (hre, args, output) => {
  const stopped = new Promise<void>((end) => {
    process.once("SIGINT", end);
    process.once("SIGTERM", end);
  });
  const { root } = hre.config.paths;
  const { l1, key, chainId } = await openSenderL1(hre, args);
  try {
    const path = args.optional("manifest") ?? rollupManifestPath(root, chainId, laneOf(args));
    output.progress("comparing L1 with the manifest");
    const manifest = await checkedManifest(args, path, l1);
    const { settlement } = manifest;
    if (settlement === undefined) throw new ProtocolError("SETTLEMENT_NOT_DEPLOYED", { path });
    const sizes = sizesOf(args);
    const srs = args.optional("srs") ?? developmentSrs(root, levelsFor(sizes), output);
    const [directory, rosters] = [resolve(args.text("directory")), resolve(args.text("rosters"))];
    await mkdir(rosters, { recursive: true });
    const prover = await startProver({
      ...{ manifest: { ...manifest, settlement }, provider: l1, key, root, srs, sizes, directory, rosters },
      ...{ clock: systemClock, pollInterval, greatestWait: waitOf(args), port: args.port("port") ?? PORT },
      ...(args.optional("host") === undefined ? {} : { host: args.text("host") }),
      feeLimit: parseUnits(args.optional("feeLimit") ?? "1000", "gwei"),
      // The result is on standard output.
      log: pino({ level: process.env["MUNIMENT_LOG"] ?? "info" }, pino.destination(2)),
    });
    const { isInsecure } = prover.service.status;
    output.value("prover", prover.url);
    output.value("lane", settlement.lane);
    output.value("proofs", isInsecure ? "INSECURE: of a development SRS" : "of the ceremony's SRS");
    output.line("Proving. Ctrl-C ends it; what it took in is kept.");
    await stopped;
    await prover.close();
  } finally {
    l1.destroy();
  }
});

/** @throws ARGUMENT_INVALID */
function sizesOf(args: Arguments): BatchSize[] {
  const value = args.optional("sizes") ?? "2,8,24";
  return value.split(",").map((text) => {
    const size = Number(text);
    if (size === 2 || size === 8 || size === 24) return size;
    throw new ProtocolError("ARGUMENT_INVALID", {
      ...{ option: "--sizes", value, expected: "2, 8, 24, or some of them with commas between" },
    });
  });
}

/** Milliseconds. */
function waitOf(args: Arguments): number {
  return args.optional("wait") === undefined ? greatestWait : 1_000 * Number(args.amount("wait"));
}
