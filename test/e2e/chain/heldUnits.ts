import { predeploys } from "@muniment/protocol";
import { claimWithdrawal, releaseHeld, withdrawPermissioned, type WithdrawalStatus } from "@muniment/sdk";
import { expect } from "chai";
import { rejected } from "../../helpers/rejected.js";
import { COUNTRY, KYC } from "../../helpers/tokenSuite.js";
import type { Identity } from "../../../typechain-types/index.js";
import { AnvilDevnet } from "./helpers/AnvilDevnet.js";
import { bridgedAssets } from "./helpers/bridgedAssets.js";

const amount = 50n;

describe("the chain on anvil: a withdrawal to who is not eligible", function () {
  let world: AnvilDevnet;
  let assets: Awaited<ReturnType<typeof bridgedAssets>>;
  let identity: Identity;
  let withdrawal = "";
  let claimed: WithdrawalStatus;

  const release = async (wallet: string) =>
    world.send(assets.onL1.alice, releaseHeld(world.rollup, { id: 0n, wallet }));
  const refusalOf = async (wallet: string) => (await rejected(release(wallet))).context["error"];

  before(async () => {
    world = await AnvilDevnet.start();
    assets = await bridgedAssets(world);
  });
  after(async () => world.close());

  it("BRIDGE-21, BRIDGE-22: is claimed, and held for the recipient's identity: nobody has the units", async () => {
    const { onL1, onL2, home } = assets;
    // The stranger is known on L1, and the claim that eligibility asks for is not there yet.
    identity = await world.one.ethers.deployContract("Identity");
    await identity.initialize(onL1.stranger);
    await onL1.registry.connect(onL1.agent).registerIdentity(onL1.stranger, identity, COUNTRY);
    expect(await onL1.registry.isVerified(onL1.stranger)).to.equal(false);
    const call = withdrawPermissioned(world.predeployed, {
      ...{ token: home, amount, recipient: onL1.stranger.address },
    });
    withdrawal = (await world.send(onL2.alice, call)).hash;
    claimed = await world.final(withdrawal);
    await world.send(onL1.bob, claimWithdrawal(world.rollup, claimed.message, claimed.inclusion!));
    const { status, held } = await world.withdrawal(withdrawal);
    expect(status).to.equal("HELD");
    expect(held).to.deep.include({ reason: "IDENTITY", place: 0n, amount, recipient: onL1.stranger.address });
    expect(await onL1.token.totalSupply()).to.equal(0n);
    expect(await onL2.token.balanceOf(predeploys.permissionedGateway)).to.equal(amount);
  });

  it("BRIDGE-4, BRIDGE-22: is neither claimed again nor released before the identity is eligible", async () => {
    const { onL1 } = assets;
    expect(await refusalOf(onL1.stranger.address)).to.equal("PermissionedIneligible");
    expect(await refusalOf(onL1.bob.address)).to.equal("PermissionedIdentityMismatch");
    const again = await rejected(
      world.send(onL1.bob, claimWithdrawal(world.rollup, claimed.message, claimed.inclusion!)),
    );
    expect(again.context["error"]).to.equal("MessengerAlreadyClaimed");
    expect((await world.withdrawal(withdrawal)).status).to.equal("HELD");
  });

  it("BRIDGE-22: is released to a wallet of the same identity once it is eligible, and to no other", async () => {
    const { onL1 } = assets;
    const [, , , , , , , , , otherWallet] = await world.one.ethers.getSigners();
    await onL1.certify(identity, onL1.stranger, KYC);
    await onL1.registry.connect(onL1.agent).registerIdentity(otherWallet!, identity, COUNTRY);
    expect(await onL1.registry.isVerified(otherWallet!)).to.equal(true);
    // Bob is eligible, and another.
    expect(await refusalOf(onL1.bob.address)).to.equal("PermissionedIdentityMismatch");
    await release(otherWallet!.address);
    expect(await onL1.token.balanceOf(otherWallet!)).to.equal(amount);
    expect(await onL1.token.totalSupply()).to.equal(amount);
    expect((await world.withdrawal(withdrawal)).status).to.equal("CLAIMED");
    expect(await refusalOf(otherWallet!.address)).to.equal("PermissionedHeldUnknown");
  });
});
