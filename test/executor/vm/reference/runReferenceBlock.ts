import { runReferenceBlock } from "@muniment/executor/reference";
import { expect } from "chai";
import { randomBlock } from "../../fuzz/helpers/randomBlock.js";

describe("runReferenceBlock", () => {
  it("CONFORM-10: signed and prepared transactions of random blocks come to the same", async () => {
    let valid = 0;
    for (let seed = 1; seed <= 10; seed++) {
      const { prepared, signed } = randomBlock(seed);
      const first = await runReferenceBlock(prepared);
      const second = await runReferenceBlock(signed);
      expect(withoutReasons(second), `seed ${seed}`).to.deep.equal(withoutReasons(first));
      valid += first.results.filter((result) => result.valid).length;
    }
    expect(valid).to.be.greaterThan(100);
  });

  it("CONFORM-10: a transaction that is not valid, or wants more gas than the block has left, changes nothing", async () => {
    const { prepared } = randomBlock(3);
    const { results, gasUsed, postAccounts } = await runReferenceBlock(prepared);
    const valid = prepared.transactions.filter((_, i) => results[i]!.valid);
    expect(valid.length).to.be.lessThan(prepared.transactions.length);
    const again = await runReferenceBlock({ ...prepared, transactions: valid });
    expect(again.postAccounts).to.deep.equal(postAccounts);
    expect(again.gasUsed).to.equal(gasUsed);

    const environment = { ...prepared.environment, gasLimit: valid[0]!.gasLimit };
    const tight = await runReferenceBlock({ ...prepared, environment, transactions: valid });
    const limit = tight.results.findIndex((result) => !result.valid);
    expect(limit).to.be.greaterThan(0);
    expect(tight.gasUsed + valid[limit]!.gasLimit > environment.gasLimit).to.equal(true);
  });
});

function withoutReasons({ results, ...rest }: Awaited<ReturnType<typeof runReferenceBlock>>) {
  return { ...rest, results: results.map((result) => (result.valid ? result : false)) };
}
