import { LaneReplica, planHeader } from "@muniment/executor";
import { openGenesis } from "@muniment/node";
import { batchDigest, encodeBatchData, encodeBatchHeader, type Hex, predeploys } from "@muniment/protocol";
import { simulatedKey } from "@muniment/sdk";
import { expect } from "chai";
import { concat, Wallet } from "ethers";
import { commitArguments } from "../../L1/helpers/batches.js";
import { loadRollup, type LoadedRollup } from "../../helpers/rollup/loadRollup.js";

/** The lane's first item, as the queue tells it. */
async function firstItem({ contracts, manifest }: LoadedRollup) {
  const { MessageQueue: queue } = contracts;
  const [found] = await queue.queryFilter(queue.filters.ItemQueued(manifest.lane, 0), manifest.l1Block);
  const { sender, recipient, isCreation, mint, value, gasLimit, time, gasBefore, dataHash } =
    found!.args.item;
  const common = { isCreation, mint, value, gasLimit, time, gasBefore };
  return {
    struct: { ...common, sender, recipient, dataHash },
    item: {
      ...common,
      sender: sender.toLowerCase() as Hex,
      recipient: recipient.toLowerCase() as Hex,
      data: found!.args.data as Hex,
    },
  };
}

/** Signatures of the simulated attesters' quorum. */
async function quorumFor({ manifest }: LoadedRollup, digest: Hex): Promise<string> {
  const wallets = ["attester-1", "attester-2"]
    .map((name) => new Wallet(simulatedKey(name)))
    .sort((one, other) => (BigInt(one.address) < BigInt(other.address) ? -1 : 1));
  const domain = {
    name: "Muniment AttesterRegistry",
    version: "1",
    chainId: manifest.l1ChainId,
    verifyingContract: manifest.contracts.AttesterRegistry.address,
  };
  const types = { Batch: [{ name: "digest", type: "bytes32" }] };
  return concat(await Promise.all(wallets.map((wallet) => wallet.signTypedData(domain, types, { digest }))));
}

describe("a rollup that was deployed for development", () => {
  it("DEPLOY-9: makes its first batch, with the item of the deployment, FINAL within seconds", async () => {
    const rollup = await loadRollup();
    const { connection, contracts, manifest } = rollup;
    const { lane, chainId } = manifest;
    const { provider } = connection.ethers;
    const replica = new LaneReplica(openGenesis(manifest).replica);
    const parent = replica.header;
    const time = BigInt((await provider.getBlock("latest"))!.timestamp);
    const blocks = [{ time, transactions: [] }];
    const data = encodeBatchData({ parentTime: parent.time, chainId, blocks });
    const { item, struct } = await firstItem(rollup);
    const queue = manifest.contracts.MessageQueue.address.toLowerCase() as Hex;
    const draft = planHeader({
      ...{ parent, epoch: 0n, rules: parent.rules, blocks: 1, time, items: [item] },
      data: { kind: "calldata", data },
    });
    const { header } = replica.build({ header: draft, parent, data, items: [item], queue, chainId });

    const committer = new Wallet(simulatedKey("committer"), provider);
    const args = commitArguments(header, parent, { data, first: struct });
    await contracts.Rollup.connect(committer).commitBatch(...args);
    await contracts.Rollup.connect(committer).attest(lane, 1, await quorumFor(rollup, batchDigest(header)));
    await connection.networkHelpers.time.increase(4);
    await contracts.Rollup.connect(committer).secure(lane, 1);
    await contracts.Rollup.connect(committer).finalize(encodeBatchHeader(header));
    expect(await contracts.Rollup.lastFinal(lane)).to.equal(1n);
    expect(replica.state.runtime.accounts.slot(predeploys.finalityClasses, 0n)).not.to.equal(0n);
  });
});
