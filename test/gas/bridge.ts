import { expect } from "chai";
import { parseEther } from "ethers";
import { network } from "hardhat";
import { bridgeWorld } from "../helpers/bridge/bridgeWorld.js";
import { gasPrice } from "../helpers/bridge/rollupWorld.js";

const connection = await network.create({ network: "l1", chainType: "l1" });

// What is called here is what snapshots/gas.json shows. The first of each writes slots that later ones find written.
describe("gas > bridge", () => {
  it("ETH goes to L2 and comes back", async () => {
    const { ethGateway, people, withdrawal, claim } = await bridgeWorld(connection);
    const [alice, bob] = people;
    const one = parseEther("1");
    const gas = { deposit: 0n, claim: 0n };
    for (let i = 0; i < 3; i++) {
      const value = one + 21_000n * gasPrice;
      const deposit = await ethGateway.connect(alice!).deposit(alice!, one, 21_000, { value });
      gas.deposit = (await deposit.wait())!.gasUsed;
      const claimed = await claim(withdrawal(bob!.address, one / 2n));
      gas.claim = (await claimed.wait())!.gasUsed;
    }
    expect(gas.deposit <= 75_000n, `deposit ${gas.deposit}`).to.equal(true);
    expect(gas.claim <= 110_000n, `claim ${gas.claim}`).to.equal(true);
  });
});
