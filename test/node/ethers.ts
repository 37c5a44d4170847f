import { expect } from "chai";
import { ether, testNode, type TestNode } from "./helpers/testNode.js";

describe("node > ethers as a client", function () {
  this.timeout(60_000);
  let test: TestNode;
  before(async () => (test = await testNode()));
  after(async () => test.close());

  it("NODE-12, NODE-13: a transfer comes into a block and has a receipt", async () => {
    const [from, to] = test.wallets;
    const before = await test.provider.getBalance(to!.address);
    const sent = await from!.sendTransaction({ to: to!.address, value: ether });
    const receipt = await sent.wait();
    expect(receipt?.status).to.equal(1);
    expect(receipt?.gasUsed).to.equal(21_000n);
    expect(await test.provider.getBalance(to!.address)).to.equal(before + ether);
    expect(await test.provider.getTransactionCount(from!.address)).to.equal(1);
    const block = await test.provider.getBlock(receipt!.blockNumber, true);
    expect(block?.prefetchedTransactions.map(({ hash }) => hash)).to.deep.equal([sent.hash]);
  });
});
