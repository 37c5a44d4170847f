import { ProtocolError } from "@muniment/protocol";
import { expect } from "chai";
import { bbEnvironment } from "../../../../packages/prover/src/settlement/bb/bbEnvironment.js";
import { circuitWords } from "../../../../packages/prover/src/settlement/service/proving/circuitWords.js";
import { publicContext } from "../../../../packages/prover/src/settlement/service/publicContext.js";

describe("prover > settlement service > what it tells", () => {
  it("SETTLE-127: of an error's evidence nothing of parties, notes or amounts", () => {
    const errors = [
      new ProtocolError("HOLDER_UNKNOWN", { key: 5n }),
      new ProtocolError("NOTE_UNKNOWN", { commitment: 5n }),
      new ProtocolError("NULLIFIER_SPENT", { nullifier: 5n }),
      new ProtocolError("SETTLEMENT_STATE_DIFFERS", {
        index: 2n,
        field: "parent",
        expected: "0x1",
        actual: "0x2",
      }),
      new ProtocolError("PROVER_BATCH_REFUSED", { index: 2n, transaction: "0x3" }),
    ];
    expect(errors.map(publicContext)).to.deep.equal([
      {},
      {},
      {},
      { index: 2n, field: "parent" },
      { index: 2n, transaction: "0x3" },
    ]);
  });

  it("SETTLE-127: of what noir_js says the circuit's own words, and no input", () => {
    const said = (message: string) => circuitWords(new Error(message));
    expect(said("Circuit execution failed: the batch ends in another state\n at")).to.equal(
      "the batch ends in another state",
    );
    for (const message of [
      "The parameter `amount` is expected to be of type u128 but found incompatible value 0x1130",
      "Circuit execution failed: Error: 1130 is not below 5",
      "",
    ])
      expect(said(message)).to.equal("it has no solution");
    expect(circuitWords("thrown")).to.equal("it has no solution");
  });

  it("SETTLE-127: the native prover gets no key of its operator's", () => {
    const own = { PATH: "/bin", HOME: "/home", MUNIMENT_KEY: "0x1", MUNIMENT_SETTLE_SEED: "0x2" };
    expect(bbEnvironment("/srs", own)).to.deep.equal({ PATH: "/bin", HOME: "/home", CRS_PATH: "/srs" });
  });
});
