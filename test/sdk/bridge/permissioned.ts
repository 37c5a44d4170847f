import { expect } from "chai";
import { predeploys } from "@muniment/protocol";
import {
  claimWithdrawal,
  depositPermissioned,
  pairForm,
  releaseHeld,
  releaseKept,
  withdrawPermissioned,
} from "@muniment/sdk";
import { ZeroAddress } from "ethers";

import { unlimited } from "../../helpers/bridge/bridgeWorld.js";
import { enrolGateway } from "../../helpers/bridge/permissionedWorld.js";
import { sidesWorld } from "../../helpers/bridge/sidesWorld.js";
import { COUNTRY, tokenSuite } from "../../helpers/tokenSuite.js";

describe("sdk > bridge > permissioned tokens", function () {
  this.timeout(120_000);

  /** A permissioned token on L2 and its form on L1, paired; Alice has 1,000 units on L2. */
  const open = async () => {
    const world = await sidesWorld();
    const { one, two, rollup, l1, send, carryOver } = world;
    const [onL1, onL2] = [await tokenSuite(one), await tokenSuite(two)];
    await enrolGateway(one, onL1, await l1.permissionedGateway.getAddress());
    await enrolGateway(two, onL2, predeploys.permissionedGateway);
    const [form, token] = [await onL1.token.getAddress(), await onL2.token.getAddress()];
    const terms = { source: ZeroAddress, most: unlimited, finalityClass: 1 };
    await send(l1.operator, await pairForm(rollup, { form, token, ...terms }));
    await carryOver();
    await onL2.token.connect(onL2.agent).mint(onL2.alice, 1_000n);
    return { ...world, onL1, onL2, form, token };
  };
  const withdrawTo = async (world: Awaited<ReturnType<typeof open>>, recipient: string, amount: bigint) => {
    const { predeployed, rollup, send, onL1, onL2, token, finalize, withdrawals } = world;
    const hash = await send(onL2.alice, withdrawPermissioned(predeployed, { token, amount, recipient }));
    await finalize();
    const [final] = await withdrawals(hash);
    await send(onL1.owner, claimWithdrawal(rollup, final!.message, final!.inclusion!));
    return { hash, after: (await withdrawals(hash))[0]! };
  };

  it("BRIDGE-20: units are locked on L2, cross, and come home", async () => {
    const world = await open();
    const { rollup, send, deposits, carryOver, onL1, onL2, form } = world;
    const { after } = await withdrawTo(world, onL1.alice.address, 300n);
    expect(after.status).to.equal("CLAIMED");
    expect(await onL1.token.balanceOf(onL1.alice)).to.equal(300n);
    expect(await onL2.token.balanceOf(predeploys.permissionedGateway)).to.equal(300n);
    const back = { form, amount: 120n, recipient: onL2.bob.address };
    const hash = await send(onL1.alice, await depositPermissioned(rollup, back));
    await carryOver();
    expect((await deposits(hash))[0]).to.include({ kind: "MESSAGE", status: "CONSUMED" });
    expect(await onL2.token.balanceOf(onL2.bob)).to.equal(120n);
    expect(await onL1.token.totalSupply()).to.equal(180n);
  });

  it("BRIDGE-22: who may not hold units has them HELD on L1 until releaseHeld", async () => {
    const world = await open();
    const { rollup, send, onL1, withdrawals } = world;
    await onL1.token.connect(onL1.agent).setAddressFrozen(onL1.bob, true);
    const { hash, after } = await withdrawTo(world, onL1.bob.address, 50n);
    expect(after.status).to.equal("HELD");
    expect(after.held).to.include({
      reason: "IDENTITY",
      place: 0n,
      amount: 50n,
      recipient: onL1.bob.address,
    });
    await onL1.token.connect(onL1.agent).setAddressFrozen(onL1.bob, false);
    await send(onL1.owner, releaseHeld(rollup, { id: 0n, wallet: onL1.bob.address }));
    expect((await withdrawals(hash))[0]!.status).to.equal("CLAIMED");
    expect(await onL1.token.balanceOf(onL1.bob)).to.equal(50n);
  });

  it("BRIDGE-22: and kept on L2 until releaseKept", async () => {
    const world = await open();
    const { rollup, predeployed, send, deposits, carryOver, onL1, onL2, form } = world;
    await withdrawTo(world, onL1.alice.address, 300n);
    const stranger = onL2.stranger.address;
    const back = { form, amount: 10n, recipient: stranger };
    const hash = await send(onL1.alice, await depositPermissioned(rollup, back));
    await carryOver();
    expect((await deposits(hash))[0]).to.include({ status: "CONSUMED", keptAs: 0n });
    const identity = await world.two.ethers.deployContract("Identity");
    await identity.initialize(onL2.stranger);
    await onL2.certify(identity, onL2.stranger);
    await onL2.registry.connect(onL2.agent).registerIdentity(stranger, identity, COUNTRY);
    await send(onL2.owner, releaseKept(predeployed, { id: 0n, wallet: stranger }));
    expect(await onL2.token.balanceOf(stranger)).to.equal(10n);
  });
});
