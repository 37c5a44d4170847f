import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { smallCapacity } from "@muniment/executor";
import { Node, openGenesis } from "@muniment/node";
import { predeploys } from "@muniment/protocol";
import { developmentAccount } from "@muniment/sdk";
import { expect } from "chai";
import { parseEther } from "ethers";
import { DrainedProvider } from "../../helpers/DrainedProvider.js";
import { L2EthGateway__factory, L2TokenGateway__factory } from "../../../typechain-types/index.js";
import { loadRollup } from "../../helpers/rollup/loadRollup.js";

describe("openGenesis > Node.open", () => {
  it("DEPLOY-12: a node begins with the manifest's genesis, and serves its predeploys", async () => {
    const { manifest } = await loadRollup();
    const directory = mkdtempSync(join(tmpdir(), "muniment-node-"));
    const { node: genesis, header, replica } = openGenesis(manifest);
    const chainId = BigInt(manifest.chainId);
    const node = await Node.open({
      ...{ directory, chainId, genesis, workers: 1, capacity: smallCapacity },
      ...{ lane: manifest.lane, epoch: 0n },
    });
    const provider = new DrainedProvider(node.url, chainId, { staticNetwork: true });
    try {
      const block = await provider.getBlock(0);
      expect(block?.hash).to.equal(header.lastBlock);
      expect(block?.stateRoot).to.equal(replica.block.stateRoot);
      const ethGateway = L2EthGateway__factory.connect(predeploys.ethGateway, provider);
      expect(await ethGateway.counterpart()).to.equal(manifest.contracts.L1EthGateway.address);
      const tokenGateway = L2TokenGateway__factory.connect(predeploys.tokenGateway, provider);
      expect(await tokenGateway.counterpart()).to.equal(manifest.contracts.L1TokenGateway.address);
      expect(await provider.getBalance(developmentAccount(39))).to.equal(parseEther("10000"));
    } finally {
      await provider.drain();
      await node.close();
      rmSync(directory, { recursive: true });
    }
  });
});
