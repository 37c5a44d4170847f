import { tmpdir } from "node:os";
import { expect } from "chai";
import { runBb } from "../../../packages/prover/src/settlement/bb/runBb.js";
import { rejected } from "../../helpers/rejected.js";

describe("prover > runBb", () => {
  const problemOf = async (settings: { readonly timeout: number; readonly signal?: AbortSignal }) => {
    const asked = runBb(["gates", "-b", "/secret/nothing"], { crs: tmpdir(), ...settings });
    return (await rejected(asked)).context["problem"];
  };

  it("SETTLE-129: says that a run took too long, or was ended, and shows no command", async () => {
    const timeout = 20_000;
    expect(await problemOf({ timeout: 1 })).to.equal("it took too long");
    const signal = AbortSignal.abort();
    expect(await problemOf({ timeout, signal })).to.equal("it was ended");
    expect(await problemOf({ timeout }))
      .to.be.a("string")
      .that.is.not.equal("");
  });
});
