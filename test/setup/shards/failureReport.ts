import { expect } from "chai";
import { failureReport } from "../../../setup/hardhat/shards/failureReport.js";

describe("setup > failureReport", () => {
  it("numbers the failures of all shards through", () => {
    const report = failureReport(["\n  1) A\n       is b:\n     wrong 1) here\n", "\n  1) C:\n     wrong\n"]);
    expect(report).to.equal("  1) A\n       is b:\n     wrong 1) here\n\n  2) C:\n     wrong\n");
  });
});
