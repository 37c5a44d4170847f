import { expect } from "chai";

import { tokenOf } from "../../../tasks/context/tokenOf.js";
import { run as holders } from "../../../tasks/rwa/holders.js";
import { run as status } from "../../../tasks/rwa/status.js";
import { run as transfer } from "../../../tasks/rwa/transfer.js";
import { RwaToken__factory } from "../../../typechain-types/index.js";
import { loadBond, runTask, type BondWalk } from "../../helpers/bondWalk.js";
import { passDays } from "../../helpers/passDays.js";

describe("rwa holders and rwa status", () => {
  let bond: BondWalk;

  beforeEach(async () => {
    bond = await loadBond();
  });

  it("the register adds up to the supply, also after transfers to and from a wallet", async () => {
    const { context, asset } = bond;
    const token = RwaToken__factory.connect(await tokenOf(context, asset), context.provider);
    const supply = await token.totalSupply();
    for (const [from, to, units] of [
      ["investor7", "investor10", "500"],
      ["investor9", "investor10", "10000"],
    ]) {
      await runTask(bond, transfer, { from, to, units });
    }
    const output = await runTask(bond, holders);
    const rows = output.rows("holders");
    expect(output.values["total"]).to.equal(supply);
    expect(rows.reduce((sum, { balance }) => sum + BigInt(balance ?? 0), 0n)).to.equal(supply);
    const wallets = rows.map(({ wallet }) => wallet);
    expect(wallets).to.deep.equal(
      ["investor7", "investor0", "investor8", "investor10"].map((name) => context.addressOf(name)),
    );
    for (const row of rows) expect(row).to.include({ isVerified: true, isFrozen: false, frozen: 0n });
  });

  it("status shows stage, token, offer and every requirement, and which proof lapsed", async () => {
    const { context, asset } = bond;
    const fresh = await runTask(bond, status);
    expect(fresh.values).to.include({
      asset,
      stage: "Trading",
      issuer: context.addressOf("issuer"),
      checkpoints: 5n,
      token: await tokenOf(context, asset),
      supply: 95_000n,
      offer: "Closed",
      subscribed: 95_000n,
      delivered: 95_000n,
      periodsPaid: 0n,
      isCurrent: true,
    });
    for (const row of fresh.rows("requirements"))
      expect(row["state"], String(row["topic"])).to.equal("proven");

    await passDays(bond, 91);
    const later = await runTask(bond, status);
    expect(later.values["isCurrent"]).to.equal(false);
    const lapsed = later.rows("requirements").filter(({ state }) => state === "expired");
    expect(lapsed.map(({ topic }) => topic)).to.include("NAV");
  });
});
