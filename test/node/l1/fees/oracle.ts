import { sealGenesis, State } from "@muniment/executor";
import { predeploys } from "@muniment/protocol";
import { connectPredeploys } from "@muniment/sdk";
import { expect } from "chai";
import { ContractFactory, isError } from "ethers";
import { toldFeesOf } from "../../../../packages/node/src/l1/fees/toldFeesOf.js";
import { oracleAllocation } from "../../helpers/oracleAllocation.js";
import { allocations, testNode, type TestNode } from "../../helpers/testNode.js";

const gwei = 10n ** 9n;
/** What the pool asks for 1,024 bytes at these fees, by the figures of blobs. */
const [baseFee, blobBaseFee] = [20n * gwei, 3n * gwei];
const posting = 3_200n * baseFee + 1_058n * blobBaseFee;
const advised = (posting * 3n) / 2n / (1_024n * 40n) + 1n;

describe("node > l1 > fees > oracle", function () {
  let test: TestNode;
  before(async () => {
    test = await testNode({
      genesis: () => {
        const [operator] = [...allocations.keys()];
        const whole = new Map([...allocations, oracleAllocation(operator!)]);
        const { state, changes } = State.genesisWithChanges({ rules: { kind: "muniment" } }, whole);
        return { ...sealGenesis(state, 1_700_000_000n), changes: [changes] };
      },
    });
  });
  after(async () => test.close());

  const advice = async (): Promise<bigint> =>
    BigInt((await test.provider.send("eth_maxPriorityFeePerGas", [])) as string);
  const refused = async (tip: bigint): Promise<{ message: string; data: { code: string } }> => {
    const fees = { maxPriorityFeePerGas: tip, maxFeePerGas: tip + 2_000_000n };
    const raw = await test.wallets[1]!.populateTransaction({ to: predeploys.feeVault, ...fees });
    const error: unknown = await test.provider
      .send("eth_sendRawTransaction", [await test.wallets[1]!.signTransaction(raw)])
      .then(
        () => undefined,
        (reason: unknown) => reason,
      );
    if (!isError(error, "UNKNOWN_ERROR")) throw new TypeError("it was not refused");
    return error.error as unknown as { message: string; data: { code: string } };
  };

  it("NODE-35: without figures the least tip is 0", async () => {
    expect(await advice()).to.equal(0n);
    expect(await test.provider.send("eth_gasPrice", [])).to.equal("0x1e8480");
    const fees = { maxPriorityFeePerGas: 0n, maxFeePerGas: 1_000_000n };
    const sent = await test.wallets[1]!.sendTransaction({ to: predeploys.feeVault, ...fees });
    expect((await sent.wait())?.status).to.equal(1);
  });

  it("NODE-35, NODE-36: the oracle's figures are what the pool asks and what clients are advised", async () => {
    const { L1FeeOracle } = connectPredeploys(test.wallets[0]!);
    await (await L1FeeOracle.setFees(baseFee, blobBaseFee)).wait();
    const word = BigInt(await test.provider.getStorage(predeploys.l1FeeOracle, 0));
    const told = await L1FeeOracle.fees();
    const { updatedAt } = told;
    expect(toldFeesOf(word)).to.deep.equal({ baseFee, blobBaseFee, updatedAt });
    expect([told.baseFee, told.blobBaseFee]).to.deep.equal([baseFee, blobBaseFee]);

    expect(await advice()).to.equal(advised);
    expect(BigInt((await test.provider.send("eth_gasPrice", [])) as string)).to.equal(2_000_000n + advised);
    const history = (await test.provider.send("eth_feeHistory", ["0x3", "latest", [0, 100]])) as {
      reward: string[][];
    };
    expect(history.reward.flat().every((tip) => BigInt(tip) >= advised)).to.equal(true);
    const metrics = await (await fetch(`${test.node.url}/metrics`)).text();
    expect(metrics).to.include(`muniment_l1_base_fee_wei ${baseFee}`);
    expect(metrics).to.include(`muniment_l1_blob_base_fee_wei ${blobBaseFee}`);
    expect(metrics).to.include(`muniment_l1_fees_time_seconds ${updatedAt}`);
    expect(metrics).to.include(`muniment_advised_tip_wei ${advised}`);
  });

  it("NODE-35: what does not pay for L1 is refused over RPC with what was needed", async () => {
    const { message, data } = await refused(1_000n);
    expect(message).to.match(
      /^transaction underpriced: tip per gas 1000 is below \d+, which pays for \d+ bytes/,
    );
    expect(data.code).to.equal("POOL_L1_UNPAID");
    const [, least] = /below (\d+)/.exec(message)!;
    // A plain transfer needs far less than what is advised for any transaction.
    expect(BigInt(least!) * 5n < advised * 2n).to.equal(true);
    // Fees of more digits are some bytes more.
    const tip = (BigInt(least!) * 21n) / 20n;
    const fees = { maxPriorityFeePerGas: tip, maxFeePerGas: tip + 2_000_000n };
    const sent = await test.wallets[1]!.sendTransaction({ to: predeploys.feeVault, ...fees });
    expect((await sent.wait())?.status).to.equal(1);
  });

  it("NODE-36: ethers' own fees are taken, for transfers of both kinds and large creations", async () => {
    const [from] = test.wallets;
    for (const type of [0, 2]) {
      expect((await (await from!.sendTransaction({ type, to: from!.address })).wait())?.status).to.equal(1);
    }
    // STOP, and 20,000 bytes behind it that are carried and kept.
    const code = `61${(20_000).toString(16)}600c5f3961${(20_000).toString(16)}5ff300${"5b".repeat(20_000)}`;
    const contract = await new ContractFactory([], `0x${code}`, from).deploy();
    await contract.waitForDeployment();
  });

  it("NODE-35: after a restart the figures are there at once", async () => {
    test = await test.restart();
    expect(await advice()).to.equal(advised);
  });
});
