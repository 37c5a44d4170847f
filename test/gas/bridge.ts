import { expect } from "chai";
import { id, parseEther } from "ethers";
import { network } from "hardhat";
import { predeploys } from "@muniment/protocol";
import { releaseEth } from "../helpers/bridge/bridgeWorld.js";
import { messageLeaf, messageRootOf } from "../helpers/bridge/messageTree.js";
import { gasPrice, lane } from "../helpers/bridge/rollupWorld.js";
import { releaseToken, tokenWorld } from "../helpers/bridge/tokenWorld.js";

const connection = await network.create({ network: "l1", chainType: "l1" });

// What is called here is what snapshots/gas.json shows. The first of each writes slots that later ones find written.
describe("gas > bridge", () => {
  const open = async () => {
    const world = await tokenWorld(connection);
    // As after a million messages: a path of twenty levels.
    let place = 1_000_000;
    await world.finalize({ tree: { root: id("a million messages"), count: place } });
    const siblings = Array.from({ length: 20 }, (_, level) => id(`sibling ${level}`));
    /** Gas of claiming a message that is FINAL. */
    const claim = async (message: { sender: string; target: string; gasLimit: number; data: string }) => {
      const next = { lane, place: place++, ...message };
      const root = messageRootOf(messageLeaf(next), next.place, siblings);
      const batch = Number((await world.finalize({ tree: { root, count: place } })).index);
      const call = await world.messenger.claimMessage(next, { batch, before: batch - 1, siblings });
      expect(await world.messenger.isFailed(messageLeaf(next))).to.equal(false);
      return (await call.wait())!.gasUsed;
    };
    return { ...world, claim };
  };

  it("ETH goes to L2 and comes back", async () => {
    const { ethGateway, people, claim } = await open();
    const [alice, bob] = people;
    const one = parseEther("1");
    const target = await ethGateway.getAddress();
    const value = one + 21_000n * gasPrice;
    let [deposited, claimed] = [0n, 0n];
    for (let i = 0; i < 3; i++) {
      const deposit = await ethGateway.connect(alice).deposit(alice!, one, 21_000, { value });
      deposited = (await deposit.wait())!.gasUsed;
      const data = releaseEth.encodeFunctionData("release", [bob!.address, one / 2n]);
      claimed = await claim({ sender: predeploys.ethGateway, target, gasLimit: 200_000, data });
    }
    expect(deposited).to.be.lessThanOrEqual(75_000n);
    expect(claimed).to.be.lessThanOrEqual(110_000n);
  });

  it("tokens go to L2 and come back", async () => {
    const { tokenGateway, cash, people, fund, claim } = await open();
    const [alice, bob] = people;
    await fund(alice!, 1_000n);
    const target = await tokenGateway.getAddress();
    const value = await tokenGateway.depositFee();
    let deposited = 0n;
    for (let i = 0; i < 3; i++) {
      const deposit = await tokenGateway.connect(alice).depositToken(cash, 100, alice!, { value });
      deposited = (await deposit.wait())!.gasUsed;
      const data = releaseToken.encodeFunctionData("releaseToken", [
        await cash.getAddress(),
        bob!.address,
        10,
      ]);
      await claim({ sender: predeploys.tokenGateway, target, gasLimit: 400_000, data });
    }
    expect(deposited).to.be.lessThanOrEqual(120_000n);
    expect(await cash.balanceOf(bob!)).to.equal(30n);
  });
});
