import { readFile } from "node:fs/promises";
import { batchDigest, fromHex, toHex, encodeBatchHeader } from "@muniment/protocol";
import { LaneReplica } from "@muniment/executor";
import { openGenesis } from "@muniment/node";
import {
  connectHandles,
  parseRollupParameters,
  type RollupAddresses,
  type RollupManifest,
} from "@muniment/sdk";
import { expect } from "chai";
import { config, network } from "hardhat";
import { deployRollup } from "../../../tasks/rollup/deployRollup.js";
import { RecordedOutput } from "../../helpers/RecordedOutput.js";

const path = "ignition/parameters/rollup-development.json";

function addressesOf({ contracts }: RollupManifest): RollupAddresses {
  return Object.fromEntries(
    Object.entries(contracts).map(([name, { address }]) => [name, address]),
  ) as unknown as RollupAddresses;
}

describe("deployRollup", () => {
  describe("on a simulated network", () => {
    it("DEPLOY-8: opens the lane at the genesis that the manifest tells", async () => {
      const connection = await network.create("l1");
      const parameters = parseRollupParameters(path, await readFile(path, "utf8"));
      const output = new RecordedOutput();
      const manifest = await deployRollup({
        ...{ connection, parameters, output },
        ignitionFolder: config.paths.ignition,
      });
      const { header, replica } = openGenesis(manifest);
      const { Rollup, FinalityPolicy } = connectHandles(addressesOf(manifest), connection.ethers.provider);
      expect(await Rollup.digestOf(parameters.lane, 0)).to.equal(batchDigest(header));
      expect(await Rollup.isSealed()).to.equal(true);
      expect(toHex(encodeBatchHeader(header))).to.equal(toHex(fromHex(manifest.genesis.header)));
      expect(new LaneReplica(replica).header).to.deep.equal(header);
      expect(await FinalityPolicy.isEnabled(2)).to.equal(true);
    });
  });
});
