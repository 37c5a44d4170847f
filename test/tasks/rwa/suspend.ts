import { expect } from "chai";

import { run as resume } from "../../../tasks/rwa/resume.js";
import { run as suspend } from "../../../tasks/rwa/suspend.js";
import { run as transfer } from "../../../tasks/rwa/transfer.js";
import { loadBond, runTask, type BondWalk } from "../../helpers/bondWalk.js";
import { passDays } from "../../helpers/passDays.js";
import { rejected } from "../../helpers/rejected.js";

const REASON = { reason: "market abuse inquiry" };

describe("rwa suspend and rwa resume", () => {
  let bond: BondWalk;

  const stageAfter = async (
    ...[run, raw]: readonly [typeof suspend, Readonly<Record<string, unknown>>]
  ): Promise<unknown> => (await runTask(bond, run, raw)).values["stage"];

  beforeEach(async () => {
    bond = await loadBond();
  });

  it("suspends by the regulator until the regulator ends it", async () => {
    expect(await stageAfter(suspend, REASON)).to.equal("Suspended");
    const refused = await rejected(
      runTask(bond, transfer, { from: "investor7", to: "investor10", units: "1" }),
    );
    expect(refused.code).to.equal("TRANSFER_REFUSED");
    await passDays(bond, 30);
    const early = await rejected(runTask(bond, resume, { expired: true }));
    expect(early.context["error"]).to.equal("TradingSuspensionHolds");
    expect(await stageAfter(resume, { reason: "inquiry closed" })).to.equal("Trading");
    await runTask(bond, transfer, { from: "investor7", to: "investor10", units: "1" });
  });

  it("suspends urgently by the guardian for seven days", async () => {
    expect(await stageAfter(suspend, { ...REASON, urgent: true })).to.equal("Suspended");
    await passDays(bond, 6);
    const early = await rejected(runTask(bond, resume, { expired: true }));
    expect(early.code).to.equal("POLICY_REFUSED");
    expect(early.context["error"]).to.equal("TradingSuspensionHolds");
    await passDays(bond, 1);
    expect(await stageAfter(resume, { expired: true })).to.equal("Trading");
  });

  it("suspends by anyone when evidence lapsed, and not before", async () => {
    const early = await rejected(runTask(bond, suspend, { lapsed: true, as: "investor7" }));
    expect(early.context["error"]).to.equal("TradingNotLapsed");
    await passDays(bond, 91);
    expect(await stageAfter(suspend, { lapsed: true, as: "investor7" })).to.equal("Suspended");
    const still = await rejected(runTask(bond, resume, { expired: true }));
    expect(still.context["error"]).to.equal("TradingSuspensionHolds");
    expect(await stageAfter(resume, { reason: "evidence renewed" })).to.equal("Trading");
  });

  it("POLICY_REFUSED: only the regulator and the guardian may suspend at will", async () => {
    for (const raw of [REASON, { ...REASON, urgent: true }]) {
      const error = await rejected(runTask(bond, suspend, { ...raw, as: "issuer" }));
      expect(error.code).to.equal("POLICY_REFUSED");
      expect(error.context["error"]).to.equal("AccessManagedUnauthorized");
      expect(error.context["reason"]).to.equal(
        `${bond.context.addressOf("issuer")} does not hold the role for this step.`,
      );
    }
  });

  it("ARGUMENT_MISSING: a suspension has a stated reason", async () => {
    for (const run of [suspend, resume]) {
      const error = await rejected(runTask(bond, run));
      expect(error.code).to.equal("ARGUMENT_MISSING");
      expect(error.context["option"]).to.equal("--reason");
    }
  });
});
