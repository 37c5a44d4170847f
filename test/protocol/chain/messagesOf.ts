import { type Log, messagesOf, predeployAddress, predeploys } from "@muniment/protocol";
import { expect } from "chai";

const log = (address: Log["address"], data: Log["data"]): Log => ({ address, topics: [], data });

describe("messagesOf", () => {
  it("EXEC-5: takes the messenger's logs of all receipts, in order", () => {
    const receipts = [
      { logs: [log(predeploys.messenger, "0x01"), log(predeploys.feeVault, "0x02")] },
      { logs: [] },
      { logs: [log(predeployAddress(16), "0x03"), log(predeploys.messenger, "0x04")] },
    ];
    expect(messagesOf(receipts).map(({ data }) => data)).to.deep.equal(["0x01", "0x04"]);
  });

  it("EXEC-5: of no receipts there are none", () => {
    expect(messagesOf([])).to.deep.equal([]);
  });
});
