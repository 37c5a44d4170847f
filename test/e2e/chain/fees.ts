import { connectPredeploys } from "@muniment/sdk";
import { expect } from "chai";
import { toBeHex, Wallet } from "ethers";
import { AnvilDevnet } from "./helpers/AnvilDevnet.js";
import { wait } from "./helpers/wait.js";

describe("e2e > chain > fees", function () {
  this.timeout(300_000);
  let world: AnvilDevnet;
  before(async () => (world = await AnvilDevnet.start()));
  after(async () => world.close());

  const told = async () => connectPredeploys(world.two.ethers.provider).L1FeeOracle.fees();

  it("NODE-38: the oracle is told L1's fees, and told again when they rise", async () => {
    // Before a devnet is there, or what wallets were advised at first would be too little a moment later.
    const first = await told();
    expect(first.updatedAt > 0n).to.equal(true);
    expect(world.devnet.node.l1Fees).to.deep.include({ baseFee: first.baseFee, updatedAt: first.updatedAt });
    expect(first.baseFee > 0n).to.equal(true);
    expect(first.blobBaseFee > 0n).to.equal(true);
    const risen = first.baseFee * 100n + 10n ** 9n;
    await world.anvil.call("anvil_setNextBlockBaseFeePerGas", toBeHex(risen));
    const next = await wait("the higher figures", async () => {
      const fees = await told();
      return fees.baseFee > first.baseFee * 20n ? fees : undefined;
    });
    expect(next.updatedAt >= first.updatedAt).to.equal(true);
    const metrics = await (await fetch(`${world.devnet.node.url}/metrics`)).text();
    expect(Number(/muniment_l1_fees_sent_total (\d+)/.exec(metrics)?.[1])).to.be.at.least(2);
  });

  it("NODE-35, NODE-36: what pays nothing for L1 is refused, and what wallets offer by themselves is taken", async () => {
    const [alice] = await world.two.ethers.getSigners();
    const wallet = Wallet.createRandom(world.two.ethers.provider);
    await (await alice!.sendTransaction({ to: wallet.address, value: 10n ** 18n })).wait();
    const poor = wallet.sendTransaction({
      ...{ to: alice!.address, maxPriorityFeePerGas: 0n, maxFeePerGas: 10n ** 9n },
    });
    await poor.then(
      () => expect.fail("it was taken"),
      (error: unknown) => expect((error as Error).message).to.match(/pays for \d+ bytes on L1/),
    );
    const sent = await wallet.sendTransaction({ to: alice!.address });
    expect((await sent.wait())?.status).to.equal(1);
  });
});
