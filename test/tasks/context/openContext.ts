import { expect } from "chai";
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import { writeManifest } from "@muniment/sdk";

import { Arguments } from "../../../tasks/context/Arguments.js";
import { openContext } from "../../../tasks/context/openContext.js";
import { loadBond } from "../../helpers/bondWalk.js";
import { RecordedOutput } from "../../helpers/RecordedOutput.js";

describe("openContext", () => {
  it("opens a chain's deployment, whatever is wrong with those of others", async () => {
    const { connection, context } = await loadBond();
    const root = await mkdtemp(join(tmpdir(), "deployments-"));
    const { chainId } = await connection.ethers.provider.getNetwork();
    const folder = (chain: bigint) => join(root, "deployments", chain.toString());
    await writeManifest(join(folder(chainId), "manifest.json"), context.manifest);
    await mkdir(folder(chainId + 1n));
    await writeFile(join(folder(chainId + 1n), "rollup-1.json"), "{}");
    const network = { create: () => Promise.resolve(connection) };
    const hre = { config: { paths: { root } }, network } as unknown as HardhatRuntimeEnvironment;
    const opened = await openContext(hre, new Arguments({}), new RecordedOutput());
    expect(opened.manifest).to.deep.equal(context.manifest);
  });
});
