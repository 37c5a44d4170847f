import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";

import { offlineAction } from "../context/action.js";
import { Arguments } from "../context/Arguments.js";
import { createContext } from "../context/createContext.js";
import type { Output } from "../output/Output.js";
import { exportTrail, verify } from "../rwa/audit.js";
import { deployContracts } from "../rwa/deployContracts.js";
import { describeEvidence, parseAudit, parseConfiguration, verifyAuditOnL1 } from "@muniment/sdk";
import { Devnet } from "../devnet/Devnet.js";
import { forgetDeployment } from "../devnet/forgetDeployment.js";
import { awaitFinal } from "./awaitFinal.js";
import { confidential } from "./confidential/confidential.js";
import { bridgeOf, crossing } from "./crossing.js";
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

interface World extends Omit<Walk, "folder"> {
  readonly devnet: Devnet;
}

async function open(hre: HardhatRuntimeEnvironment, output: Output): Promise<World> {
  output.title("L1, the rollup and its node");
  const devnet = await Devnet.start({ hre, output, initialDate: FIRST_DAY, proving: true });
  const { l1ChainId, chainId, lane } = devnet.manifest;
  output.line(
    `L1 ${l1ChainId.toString()} at ${devnet.l1.url}; lane ${lane.toString()}, chain ${chainId.toString()}, at ${devnet.node.url}. ` +
      "Attesters are SIMULATED: what they attest is trusted.",
  );
  const connection = await devnet.connect(hre);
  const { root, ignition: ignitionFolder } = hre.config.paths;
  const path = join(root, "ignition", "parameters", "development.json");
  const configuration = parseConfiguration(path, await readFile(path, "utf8"));
  output.title("Deployment on L2");
  const deploymentId = `start-${process.pid.toString()}`;
  const manifest = await deployContracts({ connection, configuration, output, ignitionFolder, deploymentId });
  await forgetDeployment(ignitionFolder, deploymentId);
  output.line(
    `${String(Object.keys(manifest.contracts).length)} contracts on lane ${lane.toString()}, chain ${String(manifest.chainId)}.`,
  );
  const privateFolder = await mkdtemp(join(tmpdir(), "muniment-"));
  return {
    devnet,
    advanceTo: async (time) => devnet.advanceTo(time),
    context: createContext({ connection, manifest, mode: "send", output, privateFolder }),
  };
}

/** `npm start`: two assets through all five stages and beyond, from the input files in `examples/`. */
export default offlineAction(async (hre, _args, output) => {
  const world = await open(hre, output);
  try {
    await walk(hre, output, world);
  } finally {
    await world.devnet.close();
  }
});

async function walk(hre: HardhatRuntimeEnvironment, output: Output, world: World): Promise<void> {
  const { context, devnet } = world;

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

  output.title("Finality on L1");
  const { rpc, rollup } = bridgeOf(world);
  await awaitFinal(rpc, output, devnet.node.chain.latest.header.number);
  const [seller, buyer] = note.investors.filter(({ units }) => units > 0n);
  if (seller !== undefined && buyer !== undefined) {
    const form = await crossing({ ...note, devnet }, seller);
    await confidential({ ...note, devnet }, { form, seller, buyer });
  }

  output.title("Audit trail");
  const file = join(context.privateFolder, "audit.json");
  await exportTrail(context, new Arguments({ export: "json", out: file }), true);
  output.table("verified", [{ ...(await verify(file)) }]);
  const trail = parseAudit(file, await readFile(file, "utf8"));
  const { l1ChainId, chainId } = devnet.manifest;
  const lifecycle = context.manifest.contracts.Lifecycle.address;
  const { level, batch, evidence } = await verifyAuditOnL1(trail, { rollup, l1ChainId, chainId, lifecycle });
  output.table("anchored", [{ batch, level, evidence: describeEvidence(evidence, true) }]);
  await showTampering(file, output);
  output.line(
    "\nAll five stages, transfers, settlement, distribution, redemption, withdrawal, confidential settlement and audit: done.",
  );
}
