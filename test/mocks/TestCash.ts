import { expect } from "chai";
import { network } from "hardhat";

const { ethers } = await network.create({ network: "l1", chainType: "l1" });

describe("TestCash", () => {
  it("has six decimals and is created by anyone", async () => {
    const anyone = (await ethers.getSigners())[1]!;
    const cash = await ethers.deployContract("TestCash");
    await cash.connect(anyone).mint(anyone, 5_000_000n);
    expect(await cash.decimals()).to.equal(6n);
    expect(await cash.balanceOf(anyone)).to.equal(5_000_000n);
  });
});
