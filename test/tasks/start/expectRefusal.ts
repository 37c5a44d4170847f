import { ProtocolError } from "@muniment/protocol";
import { expect } from "chai";

import { expectRefusal } from "../../../tasks/start/expectRefusal.js";
import { RecordedOutput } from "../../helpers/RecordedOutput.js";
import { rejected } from "../../helpers/rejected.js";

describe("expectRefusal", () => {
  it("EXPECTED_REFUSAL: fails when what must be refused succeeds", async () => {
    const output = new RecordedOutput();
    const error = await rejected(expectRefusal(output, "approval", () => Promise.resolve()));
    expect(error.code).to.equal("EXPECTED_REFUSAL");
    expect(error.context["what"]).to.equal("approval");
    expect(error.exitCode).to.equal(3);
    expect(output.rows("refused")).to.deep.equal([]);
  });

  it("shows the error and the reason of a refusal", async () => {
    const output = new RecordedOutput();
    const context = {
      call: "Registration.approve",
      error: "PledgeTaken",
      reason: "It is pledged.",
      data: "0x",
    };
    await expectRefusal(output, "approval", () =>
      Promise.reject(new ProtocolError("POLICY_REFUSED", context)),
    );
    expect(output.rows("refused")).to.deep.equal([
      { refused: "approval", error: "PledgeTaken", reason: "It is pledged." },
    ]);
  });

  it("a failing chain is no refusal", async () => {
    const failure = new ProtocolError("CHAIN_FAILED", { call: "x", problem: "no node" });
    const output = new RecordedOutput();
    const error = await rejected(expectRefusal(output, "approval", () => Promise.reject(failure)));
    expect(error.code).to.equal("CHAIN_FAILED");
  });
});
