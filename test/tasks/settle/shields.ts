import { expect } from "chai";
import { network } from "hardhat";
import { encodeBatchHeader } from "@muniment/protocol";

import { run as address } from "../../../tasks/settle/address.js";
import { run as showBox } from "../../../tasks/settle/box.js";
import { run as shield } from "../../../tasks/settle/shield.js";
import { run as status } from "../../../tasks/settle/status.js";
import { settlementNetwork, setUpSettlement } from "../../L1/helpers/settlement/setUpSettlement.js";
import { passTime } from "../../L1/helpers/setUpL1.js";
import { codeOf, setUpTasks } from "./setUpTasks.js";

const connection = await network.create(settlementNetwork);
const { networkHelpers } = connection;
const fixture = async () => setUpSettlement(connection);
const load = async () => setUpTasks(await networkHelpers.loadFixture(fixture), connection);

describe("settle shield --reclaim", function () {
  this.timeout(120_000);

  it("SETTLE-84, SETTLE-104: finds a shield that was taken in, passed over and refused", async () => {
    const { file, run, shieldFor, bond, actors, prover } = await load();
    const again = { wallet: file("alice"), reclaim: true, as: actors.anyone.address };
    const refusals = [
      [{ problem: { code: "SHIELD_ITEM_UNKNOWN", context: {} } }, "SHIELD_ITEM_UNKNOWN"],
      [{}, "PROVER_ANSWER_INVALID"],
    ] as const;
    for (const [refusal, code] of refusals) {
      prover.lateRefusal = refusal;
      expect(await codeOf(shieldFor("alice", 1n, "10"))).to.equal(code);
      const before = await bond.balanceOf(actors.anyone);
      expect((await run(shield, again)).rows("shields")[0]).to.include({ result: "given back" });
      expect(await bond.balanceOf(actors.anyone)).to.equal(before + 10n * 10n ** (await bond.decimals()));
      expect((await run(shield, again)).rows("shields")).to.deep.equal([]);
    }
  });

  it("SETTLE-85: says that one waits, and has it back from a lane that has ended", async () => {
    const { file, run, shieldFor, prover, desk, rollup, parameters, actors } = await load();
    prover.isSilent = true;
    expect(await codeOf(shieldFor("alice", 1n, "10"))).to.equal("PROVER_UNREACHABLE");
    const again = { wallet: file("alice"), reclaim: true, as: actors.anyone.address };
    const results = async () => (await run(shield, again)).rows("shields").map(({ result }) => result);
    expect(await results()).to.deep.equal(["waits: no batch has passed it"]);
    const item = await desk.firstItem();
    await passTime({ connection }, parameters.escapeDelay + 1n);
    await rollup.endLane(encodeBatchHeader(desk.tip), item);
    expect(await results()).to.deep.equal(["given back"]);
    expect(await results()).to.deep.equal([]);
  });

  it("SETTLE-111: of a box, what was passed over becomes a note with what came later", async () => {
    const { file, run, balances, bond, actors, prover, desk } = await load();
    const owner = actors.council.address;
    const { values } = await run(showBox, { wallet: file("alice"), asset: "1", owner });
    const raw = { wallet: file("alice"), asset: "1", owner, box: String(values["box"]) };
    const shieldIt = () => run(shield, { ...raw, as: actors.anyone.address, wait: true });
    await bond.mint(String(values["address"]), 30_000n);
    prover.isSilent = true;
    expect(await codeOf(shieldIt())).to.equal("PROVER_UNREACHABLE");
    await desk.advance();
    prover.isSilent = false;
    await bond.mint(String(values["address"]), 10_000n);
    expect((await shieldIt()).values["status"]).to.equal("final");
    expect(await bond.balanceOf(String(values["address"]))).to.equal(0n);
    expect((await balances("alice"))[0]).to.include({ notes: 1, available: "0.040000" });
    expect((await run(status, { wallet: file("alice") })).rows("underWay")).to.deep.equal([]);
  });

  it("SETTLE-104: a shield for somebody else is over with its batch", async () => {
    const { file, run, balances, bond, actors } = await load();
    await bond.mint(actors.anyone.address, 10n ** 10n);
    const to = String((await run(address, { wallet: file("bob") })).values["address"]);
    const raw = { wallet: file("alice"), asset: "1", amount: "4", to, as: actors.anyone.address };
    await run(shield, { ...raw, wait: true });
    expect(Number((await balances("bob"))[0]!["available"])).to.equal(4);
    expect((await run(status, { wallet: file("alice") })).rows("underWay")).to.deep.equal([]);
  });
});
