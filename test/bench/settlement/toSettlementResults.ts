import { expect } from "chai";
import type { SizeFigures } from "../../../bench/settlement/report/SettlementFigures.js";
import { toSettlementResults } from "../../../bench/settlement/report/toSettlementResults.js";

const figures = (size: SizeFigures["size"], more: Partial<SizeFigures> = {}): SizeFigures => ({
  ...{ size, gates: 1_000 },
  times: { witness: 2, proof: 58, toFinal: 45.004, turn: 61 },
  use: { processor: 90.129, memory: 3 * 2 ** 20 },
  posted: {
    ...{ proofBytes: 9_000, dataBytes: 864 * size, gas: 95_000 * size },
    verification: { transaction: 809_001, execution: 700_000, publicInputs: 9 },
  },
  ...more,
});

const resultsOf = (...sizes: readonly SizeFigures[]) => {
  const results = toSettlementResults({ sizes, plainGas: 100_000 });
  return (name: string) => {
    const {
      unit: _,
      case: __,
      metric: ___,
      ...rest
    } = results.find(({ metric }) => metric.startsWith(name))!;
    return rest;
  };
};

describe("bench > settlement > toSettlementResults", () => {
  it("says which targets of 24 are met, and which are not", () => {
    const find = resultsOf(figures(24));
    expect(find("proven: witness and proof")).to.deep.equal({
      ...{ value: 0.4, target: 0.4, bound: "least", met: true },
    });
    expect(find("proven: as the service works")).to.deep.equal({
      ...{ value: 0.393, target: 0.4, bound: "least", met: false },
    });
    expect(find("L1 gas of a DvP")).to.deep.equal({
      ...{ value: 95_000, target: 95_000, met: true, ratio: 0.95 },
      reference: { name: "DvpSettlement", value: 100_000 },
    });
    expect(find("L1 gas: verification, a transaction of its own")).to.deep.equal({
      ...{ value: 809_001, target: 809_000, met: false },
    });
    expect(find("accept to FINAL")).to.deep.equal({ value: 45 });
  });

  it("has a DvP of 8 be FINAL in time", () => {
    expect(resultsOf(figures(8))("accept to FINAL")).to.deep.equal({ value: 45, target: 45, met: true });
  });

  it("shows what the prover took, and nothing where the machine does not tell", () => {
    const find = resultsOf(figures(2));
    expect(find("proof, processor time")).to.deep.equal({ value: 90.13 });
    expect(find("proof, peak resident memory")).to.deep.equal({ value: 3 });
    expect(find("data of a DvP")).to.deep.equal({ value: 864 });
    expect(resultsOf(figures(2, { use: undefined }))("proof, processor time")).to.deep.equal({
      ...{ value: null, note: "only Linux tells" },
    });
  });
});
