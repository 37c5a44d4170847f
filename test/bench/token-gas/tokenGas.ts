import { expect } from "chai";
import { benches } from "../../../bench/benches.js";
import { runBench } from "../../../bench/cli/runBench.js";
import type { Report } from "../../../bench/report/Report.js";
import { captured } from "../../helpers/captured.js";

/** Runs as a person would, and reads what was written. */
async function run(...argv: readonly string[]) {
  let code = -1;
  const written = await captured(async () => {
    code = await runBench(benches, argv);
  });
  return { code, ...written };
}

describe("bench > token-gas", () => {
  it("measures both suites in one run and reports the documented shape", async () => {
    const names = ["transfer, 1 topic", "batchTransfer x20 to one holder, 0 rules", "recoveryAddress"];
    const { code, stdout } = await run(
      "token-gas",
      "--json",
      "--variant",
      "onchainid",
      ...names.flatMap((name) => ["--case", name]),
    );
    const report = JSON.parse(stdout) as Report;
    expect(code).to.equal(0);
    expect(report).to.have.all.keys("bench", "commit", "date", "machine", "seed", "results");
    expect(report.bench).to.equal("token-gas");
    expect(report.commit).to.match(/^([0-9a-f]{12}\+?|unknown)$/);
    expect(new Date(report.date).toISOString()).to.equal(report.date);
    expect(report.machine).to.match(/Node \d+/);
    expect(report.results.map((result) => [result.case, result.unit])).to.deep.equal([
      [names[0], "gas"],
      [names[1], "gas"],
      [names[1], "gas per transfer"],
      [names[2], "gas"],
    ]);
    for (const { value, reference, ratio, target, met, metric } of report.results) {
      expect(metric).to.equal("onchainid");
      expect(value).to.be.a("number").above(0);
      expect(reference!.name).to.equal("T-REX 4.1.6");
      expect(reference!.value).to.be.above(0);
      expect(Math.abs(ratio! - value! / reference!.value) <= 0.0005, `ratio ${ratio!}`).to.equal(true);
      expect(target).to.be.a("number").above(0);
      expect(met).to.equal(value! <= target!);
    }
    const [, whole, each] = report.results;
    expect(each!.value).to.equal(Math.round(whole!.value! / 20));
  });

  it("profiles one case of one suite", async () => {
    const { code, stdout } = await run(
      "token-gas",
      "--json",
      "--profile",
      "transfer, 1 topic",
      "--variant",
      "T-REX 4.1.6",
    );
    const document = JSON.parse(stdout) as Record<string, unknown>;
    const calls = document["T-REX 4.1.6: calls"] as { call: string; total: number }[];
    expect(code).to.equal(0);
    expect(calls[0]!.call).to.equal("Token proxy.transfer");
    expect(calls.map(({ call }) => call.trim()))
      .to.include("ClaimIssuer.isClaimValid")
      .and.include("precompile 1");
    const gas = Number(document["T-REX 4.1.6: gas"]);
    expect(calls[0]!.total + Number(document["T-REX 4.1.6: outside calls"])).to.equal(gas);
  });

  for (const option of ["--case", "--variant", "--profile"]) {
    it(`calls an unknown ${option} a usage error`, async () => {
      const { code, stderr } = await run("token-gas", option, "nothing");
      expect(code).to.equal(1);
      expect(stderr).to.contain(`ARGUMENT_INVALID: "nothing" is not valid for ${option}`);
    });
  }
});
