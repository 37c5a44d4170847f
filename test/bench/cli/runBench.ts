import { expect } from "chai";
import type { Bench } from "../../../bench/Bench.js";
import { runBench } from "../../../bench/cli/runBench.js";
import type { Result } from "../../../bench/report/Result.js";
import { captured } from "../../helpers/captured.js";

const bench = (name: string, results: readonly Result[] | undefined): Bench => ({
  name,
  says: `measures ${name}`,
  run: () =>
    Promise.resolve(
      results && {
        bench: name,
        commit: "c0ffee",
        date: "2026-12-01T00:00:00.000Z",
        machine: "m",
        seed: 0,
        results,
      },
    ),
});
const figure = { case: "transfer", metric: "ours", unit: "gas", value: 10 };
const benches = [
  bench("good", [
    { ...figure, target: 20, met: true },
    { ...figure, case: "mint" },
  ]),
  bench("dear", [{ ...figure, target: 5, met: false }]),
  bench("broken", [{ ...figure, value: null, note: "failed: reverted" }]),
  bench("quiet", undefined),
];

/** Exit code and what was written. */
async function run(...argv: readonly string[]) {
  let code = -1;
  const written = await captured(async () => {
    code = await runBench(benches, argv);
  });
  return { code, ...written };
}

describe("bench > runBench", () => {
  it("lists the benches when none is named", async () => {
    const { code, stdout } = await run();
    expect(code).to.equal(0);
    expect(stdout).to.match(/good +measures good\n/);
  });

  it("shows people the rows and how many targets are met", async () => {
    const { code, stdout } = await run("good");
    expect(code).to.equal(0);
    expect(stdout).to.match(/transfer +ours +gas +10 .* 20 +yes/);
    expect(stdout).to.contain("1 of 1 targets met.");
  });

  it("shows machines one document", async () => {
    const { stdout, stderr } = await run("dear", "--json");
    expect(JSON.parse(stdout)).to.deep.equal({
      bench: "dear",
      commit: "c0ffee",
      date: "2026-12-01T00:00:00.000Z",
      machine: "m",
      seed: 0,
      results: [{ ...figure, target: 5, met: false }],
    });
    expect(stderr).to.equal("");
  });

  it("enforces targets with --strict only", async () => {
    expect((await run("dear")).code).to.equal(0);
    expect((await run("dear", "--strict")).code).to.equal(2);
    expect((await run("good", "--strict")).code).to.equal(0);
  });

  it("says by the exit code that a case failed on the chain", async () => {
    expect((await run("broken")).code).to.equal(3);
  });

  it("ends well when a bench wrote something else than a report", async () => {
    expect(await run("quiet")).to.include({ code: 0, stdout: "", stderr: "" });
  });

  it("calls an unknown name a usage error, for people and machines", async () => {
    const people = await run("fast");
    expect(people.code).to.equal(1);
    expect(people.stderr).to.contain('ARGUMENT_INVALID: "fast" is not valid for bench');
    const machines = await run("fast", "--json");
    expect(machines.code).to.equal(1);
    expect((JSON.parse(machines.stdout) as { error: string }).error).to.equal("ARGUMENT_INVALID");
  });
});
