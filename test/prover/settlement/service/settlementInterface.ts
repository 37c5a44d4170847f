import { expect } from "chai";
import { settlementInterface } from "../../../../packages/prover/src/settlement/service/lane/settlementInterface.js";
import {
  MessageQueue__factory,
  Rollup__factory,
  SettlementGateway__factory,
  SettlementPortal__factory,
  SettlementRegistry__factory,
  SettlementVerifier__factory,
} from "../../../../typechain-types/index.js";

describe("prover > settlement service > settlementInterface", () => {
  it("SETTLE-125: has events and functions as the contracts have them", () => {
    const contracts = [
      MessageQueue__factory,
      Rollup__factory,
      SettlementGateway__factory,
      SettlementPortal__factory,
      SettlementRegistry__factory,
      SettlementVerifier__factory,
    ].map((factory) => factory.createInterface());
    const known = new Set<string>();
    for (const contract of contracts) {
      contract.forEachFunction(({ selector, outputs }) => {
        known.add([selector, ...outputs.map((output) => output.format("sighash"))].join(" "));
      });
      contract.forEachEvent(({ topicHash, inputs }) =>
        known.add([topicHash, ...inputs.map(({ indexed }) => String(indexed === true))].join(" ")),
      );
    }
    settlementInterface.forEachFunction(({ selector, outputs, name }) => {
      expect(known, name).to.include(
        [selector, ...outputs.map((output) => output.format("sighash"))].join(" "),
      );
    });
    settlementInterface.forEachEvent(({ topicHash, inputs, name }) => {
      expect(known, name).to.include(
        [topicHash, ...inputs.map(({ indexed }) => String(indexed === true))].join(" "),
      );
    });
  });
});
