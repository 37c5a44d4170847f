import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { parseConfiguration } from "@muniment/sdk";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";

import { offlineAction } from "../context/action.js";
import { Arguments } from "../context/Arguments.js";
import { createContext } from "../context/createContext.js";
import type { Output } from "../output/Output.js";
import { exportTrail, verify } from "../rwa/audit.js";
import { deployContracts } from "../rwa/deployContracts.js";
import { fiveStages } from "./fiveStages.js";
import { claimPeriod, payPeriod } from "./payPeriod.js";
import { redemption } from "./redemption.js";
import { secondary } from "./secondary.js";
import { showTampering } from "./showTampering.js";
import type { Walk } from "./Walk.js";

const NOTE = "examples/ev-charging-note";
const BOND = "examples/municipal-bond";
/** The examples' dates follow this day; the chain's clock starts on it, so that they run in any year. */
const FIRST_DAY = "2026-12-01T00:00:00Z";

async function open(hre: HardhatRuntimeEnvironment, output: Output): Promise<Omit<Walk, "folder">> {
  const connection = await hre.network.create({ network: "l2", override: { initialDate: FIRST_DAY } });
  const path = join(hre.config.paths.root, "ignition", "parameters", "development.json");
  const configuration = parseConfiguration(path, await readFile(path, "utf8"));
  output.title("Deployment");
  const manifest = await deployContracts({
    connection,
    configuration,
    output,
    ignitionFolder: hre.config.paths.ignition,
  });
  output.line(
    `${String(Object.keys(manifest.contracts).length)} contracts on the embedded network, chain ${String(manifest.chainId)}.`,
  );
  const privateFolder = await mkdtemp(join(tmpdir(), "muniment-"));
  return {
    connection,
    context: createContext({ connection, manifest, mode: "send", output, privateFolder }),
  };
}

/** `npm start`: two assets through all five stages and beyond, from the input files in `examples/`. */
export default offlineAction(async (hre, _args, output) => {
  const world = await open(hre, output);
  const { context } = world;

  output.title("Asset 1: a revenue-sharing note on 9,000 charging piles");
  const note = await fiveStages({ ...world, folder: join(hre.config.paths.root, NOTE) });
  await secondary(note, note.investors);
  output.title("Distribution of revenue");
  const period = await payPeriod(note, {
    revenue: "4150000.00",
    report: join(note.folder, "documents/nav-statement.pdf"),
  });
  await claimPeriod(note, note.investors, period);

  output.title("Asset 2: a fixed-coupon municipal bond");
  const bond = await fiveStages({ ...world, folder: join(hre.config.paths.root, BOND) });
  await redemption(bond, bond.investors);

  output.title("Audit trail");
  const file = join(context.privateFolder, "audit.json");
  await exportTrail(context, new Arguments({ export: "json", out: file }));
  output.table("verified", [{ ...(await verify(file)) }]);
  await showTampering(file, output);
  output.line("\nAll five stages, transfers, settlement, distribution, redemption and audit: done.");
});
