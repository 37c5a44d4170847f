import { expect } from "chai";
import {
  auditOutput,
  decodeSettlementData,
  encodeSettlementData,
  keccak256,
  sharedSecret,
} from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import { makeSettlement, makeSettlementBatches } from "../../../spec/vectors/makeSettlement.js";
import { executeBatch } from "../../helpers/settlement/executeBatch.js";
import { vectorFile } from "../../helpers/vectorFile.js";

interface Vectors {
  readonly auditors: readonly Hex[];
  readonly batches: readonly {
    readonly digest: Hex;
    readonly operations: readonly (readonly Hex[])[];
    readonly dataHash: Hex;
    readonly publicInputs: readonly Hex[];
  }[];
}

const vectors = vectorFile("settlement.json") as Vectors;

describe("prover > settlement > vectors", function () {
  this.timeout(60_000);

  it("SETTLE-19, SETTLE-23, SETTLE-39: the vectors are what the codec makes", () => {
    expect(vectors).to.deep.equal(makeSettlement());
  });

  it("SETTLE-44: the circuit takes the batches of the vectors", async () => {
    for (const { plan, digest } of makeSettlementBatches()) await executeBatch(plan.state(digest).inputs);
    expect(vectors.batches).to.have.length(2);
    const [first, second] = vectors.batches as [Vectors["batches"][0], Vectors["batches"][0]];
    expect(second.publicInputs[1]).to.equal(first.publicInputs[2]);
  });

  it("SETTLE-34: the auditors read in the data of the vectors what moved", () => {
    const [, second] = vectors.batches as [Vectors["batches"][0], Vectors["batches"][0]];
    const data = encodeSettlementData(second.operations.flat().map(BigInt));
    expect(keccak256(data)).to.equal(second.dataHash);
    const [delivery] = decodeSettlementData(data);
    const amounts = vectors.auditors.map((secret) =>
      (delivery?.legs ?? []).flatMap(({ payment, change }) =>
        [payment, change].map(
          (output) => auditOutput(output, sharedSecret(BigInt(secret), delivery?.ephemeralKey ?? 0n))?.amount,
        ),
      ),
    );
    expect(amounts).to.deep.equal([
      [undefined, undefined, undefined, undefined],
      [400n, 600n, undefined, undefined],
      [undefined, undefined, 4_400n, 600n],
    ]);
  });
});
