import {
  batchDigest,
  decodeBatchHeader,
  encodeBatchHeader,
  fromHex,
  HolderTree,
  RulesTree,
  type BatchHeader,
} from "@muniment/protocol";
import { connectSettlement, getRollupStatus, simulatedKey, type RollupManifest } from "@muniment/sdk";
import { expect } from "chai";
import { Wallet } from "ethers";
import { showRollup } from "../../../tasks/rollup/status.js";
import { noItem } from "../../L1/helpers/batches.js";
import { hexWord } from "../../L1/helpers/settlement/hexWord.js";
import { signRoots } from "../../L1/helpers/settlement/signRoots.js";
import { RecordedOutput } from "../../helpers/RecordedOutput.js";
import { loadRollup, type LoadedRollup } from "../../helpers/rollup/loadRollup.js";

/** Two of the development registrars, in ascending order of their addresses. */
const registrars = [1, 2]
  .map((number) => new Wallet(simulatedKey(`settlement-registrar-${number.toString()}`)))
  .sort((a, b) => (BigInt(a.address) < BigInt(b.address) ? -1 : 1));

describe("getSettlementStatus", () => {
  let rollup: LoadedRollup;
  let settlement: NonNullable<RollupManifest["settlement"]>;
  let genesis: BatchHeader;
  beforeEach(async () => {
    rollup = await loadRollup();
    settlement = rollup.manifest.settlement!;
    genesis = decodeBatchHeader(fromHex(settlement.genesis.header));
  });

  const status = () => getRollupStatus(rollup.connection.ethers.provider, rollup.manifest);
  const keyOf = (name: string) => new Wallet(simulatedKey(name), rollup.connection.ethers.provider);
  const connected = (name: string) => connectSettlement(settlement, keyOf(name));
  const timeNow = async () => (await rollup.connection.ethers.provider.getBlock("latest"))!.timestamp;

  async function setRoots(): Promise<void> {
    const [holders, rules] = [new HolderTree().root, new RulesTree().root].map(hexWord);
    const roots = { holders: holders!, rules: rules!, number: 1n, time: BigInt(await timeNow()) };
    const { SettlementRegistry: registry } = connected("prover");
    const message = { domain: BigInt(settlement.domain), ...roots };
    await registry.setRoots(roots, await signRoots(registry, rollup.connection, message, registrars));
  }

  /** A batch without data behind another. */
  async function next(parent: BatchHeader): Promise<BatchHeader> {
    const [index, firstBlock] = [parent.index + 1n, parent.firstBlock + 1n];
    const time = BigInt(await timeNow());
    return { ...parent, index, firstBlock, time, parent: batchDigest(parent), steps: 3 };
  }

  const witnessOf = (header: BatchHeader) => ({
    ...{ expectedDigest: batchDigest(header), first: noItem, next: noItem },
  });

  async function post(parent: BatchHeader): Promise<BatchHeader> {
    const header = await next(parent);
    await connected("prover").SettlementPortal.post({
      header: encodeBatchHeader(header),
      parent: encodeBatchHeader(parent),
      witness: witnessOf(header),
      ...{ data: "0x", commitment: hexWord(0n), proof: "0x" },
    });
    return header;
  }

  it("DEPLOY-20: shows what the lane is run with, before anybody has signed or posted anything", async () => {
    const { settlement: found, lane } = await status();
    expect(found).to.deep.include({
      ...{ lane: settlement.lane, verifiers: "insecure", roots: undefined, settled: 0n },
      ...{ isVerifierEnabled: true, isFrozen: false, isEnded: false },
      rule: { evidence: ["PROVEN"], window: 0n },
      queue: { length: 0n, cursor: 0n },
      portal: { bond: 10n ** 16n, isCommitter: true },
    });
    expect(found!.last).to.include({ index: 0n, level: "FINAL" });
    expect(lane).to.equal(1);
  });

  it("DEPLOY-17, DEPLOY-18, SETTLE-87: the operator posts a batch, which is PROVEN, FINAL and settled", async () => {
    await setRoots();
    const header = await post(genesis);
    const { settlement: found } = await status();
    expect(found!.lastFinal).to.deep.include({
      index: 1n,
      digest: batchDigest(header),
      evidence: ["PROVEN"],
    });
    expect(found).to.include({ settled: 1n });
    expect(found!.roots!.number).to.equal(1n);
    expect(found!.portal.bond).to.equal(10n ** 16n);
  });

  it("DEPLOY-20: shows which evidence the batches of each lane have, and what is missing", async () => {
    await setRoots();
    const parent = await post(genesis);
    const { Rollup } = rollup.contracts;
    const header = await next(parent);
    await Rollup.connect(keyOf("committer")).commitBatch(
      encodeBatchHeader(header),
      encodeBatchHeader(parent),
      witnessOf(header),
      "0x",
    );
    const output = new RecordedOutput();
    showRollup(output, await status());
    expect(output.rows("evidence")).to.deep.equal([
      { lane: 1, batch: 0n, level: "FINAL", has: "genesis", missing: "none" },
      { lane: 2, batch: 1n, level: "FINAL", has: "PROVEN", missing: "none" },
      { lane: 2, batch: 2n, level: "COMMITTED", has: "none", missing: "PROVEN" },
    ]);
    expect(output.values).to.include({
      ...{ settlementLane: 2, settlementNeeds: "PROVEN", settlementLast: 2n, settlementLastFinal: 1n },
      settlementVerifiers: "INSECURE: anybody proves anything",
    });
  });

  it("DEPLOY-20: of a verifier that the council took away it says so", async () => {
    const { contracts } = rollup;
    const council = keyOf("council");
    const { SettlementVerifier } = connected("prover");
    await contracts.FinalityPolicy.connect(council).disableVerifier(SettlementVerifier);
    expect((await status()).settlement!.isVerifierEnabled).to.equal(false);
    expect(await contracts.FinalityPolicy.isEnabled(3)).to.equal(false);
  });
});
