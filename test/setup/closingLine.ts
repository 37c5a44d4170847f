import { expect } from "chai";
import { closingLine } from "../../setup/hardhat/closingLine.js";

describe("closingLine", () => {
  it("adds up what the runners counted", () => {
    const tallies = [
      { passed: 3, failed: 0, skipped: 0 },
      { passed: 2, failed: 1, skipped: 0 },
    ];
    expect(closingLine(tallies)).to.equal("5 passed, 1 failed");
  });

  it("names skipped tests only when there are any", () => {
    expect(closingLine([{ passed: 1, failed: 0, skipped: 2 }])).to.equal("1 passed, 0 failed, 2 skipped");
  });

  it("says zero when nothing ran", () => {
    expect(closingLine([])).to.equal("0 passed, 0 failed");
  });

  it("names what could not be run", () => {
    const line = closingLine([{ passed: 1, failed: 0, skipped: 0 }], ["the state tests: no vectors"]);
    expect(line).to.equal("1 passed, 0 failed; not run: the state tests: no vectors");
  });
});
