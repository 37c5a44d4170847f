import { dirname, join } from "node:path";

import { ProtocolError } from "@muniment/protocol";
import { readManifest } from "@muniment/sdk";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";

import type { Output } from "../output/Output.js";
import type { Arguments } from "./Arguments.js";
import type { Context, Mode } from "./Context.js";
import { connect } from "./connect.js";
import { createContext } from "./createContext.js";
import { manifestPath } from "./manifestPath.js";

function modeOf(args: Arguments): Mode {
  if (args.flag("calldataOnly")) return "calldata-only";
  return args.flag("dryRun") ? "dry-run" : "send";
}

/**
 * Opens the deployment of the network chosen with `--network`.
 * @throws DEPLOYMENT_MISSING when nothing is deployed there.
 */
export async function openContext(
  hre: HardhatRuntimeEnvironment,
  args: Arguments,
  output: Output,
): Promise<Context> {
  const { connection, chainId } = await connect(hre);
  const path = manifestPath(hre.config.paths.root, chainId);
  const manifest = await readManifest(path);
  const { address } = manifest.contracts.AccessManager;
  if ((await connection.ethers.provider.getCode(address)) === "0x")
    throw new ProtocolError("DEPLOYMENT_MISSING", { path });
  const privateFolder = join(dirname(path), "private");
  return createContext({ connection, manifest, mode: modeOf(args), output, privateFolder });
}
