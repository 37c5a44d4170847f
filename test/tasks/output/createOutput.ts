import { expect } from "chai";

import { createOutput } from "../../../tasks/output/createOutput.js";
import { captured } from "../../helpers/captured.js";

function fill(
  isJson: boolean,
  more?: Readonly<Record<string, unknown>>,
): Promise<{ stdout: string; stderr: string }> {
  return captured(() => {
    const output = createOutput(isJson);
    output.title("Stage");
    output.line("A line.");
    output.value("supply", 95_000n);
    output.table("holders", [{ holder: "Alice", units: 1n }]);
    output.table("holders", [{ holder: "Bob", units: 2n }]);
    output.progress("working");
    output.flush(more);
    return Promise.resolve();
  });
}

describe("createOutput", () => {
  it("writes people tables and lines as they come, and progress to standard error", async () => {
    const { stdout, stderr } = await fill(false);
    expect(stdout).to.contain("\nStage\n─────\nA line.\n");
    expect(stdout).to.match(/supply +95000\n/);
    expect(stdout).to.match(/Alice +1\n/);
    expect(stderr).to.equal("… working\n");
  });

  it("writes machines one JSON document, amounts as texts, tables under one name joined", async () => {
    const { stdout, stderr } = await fill(true);
    expect(JSON.parse(stdout)).to.deep.equal({
      supply: "95000",
      holders: [
        { holder: "Alice", units: "1" },
        { holder: "Bob", units: "2" },
      ],
    });
    expect(stderr).to.equal("");
  });

  it("keeps what was collected when an error ends the document", async () => {
    const { stdout } = await fill(true, { error: "TRANSFER_REFUSED" });
    const document = JSON.parse(stdout) as Record<string, unknown>;
    expect(document["error"]).to.equal("TRANSFER_REFUSED");
    expect(document["holders"]).to.have.length(2);
  });
});
