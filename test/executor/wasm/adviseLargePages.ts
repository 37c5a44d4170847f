import { readFileSync } from "node:fs";
import { expect } from "chai";
import { foreignFunctions } from "../../../packages/executor/src/native/foreignFunctions.js";
import { adviseLargePages } from "../../../packages/executor/src/wasm/adviseLargePages.js";

const pageSize = 65_536;
const large = 2 ** 21;

describe("executor > large pages", () => {
  it("asks for them where the machine has them, and the memory stays what it is", () => {
    const memory = new WebAssembly.Memory({ initial: 1, maximum: 65_536 });
    new Uint8Array(memory.buffer)[7] = 9;
    const isAdvised = adviseLargePages(memory);
    memory.grow((32 * large) / pageSize);
    const bytes = new Uint8Array(memory.buffer);
    for (let at = large; at < bytes.length; at += large) bytes[at] = 1;
    expect(bytes[7]).to.equal(9);
    expect(bytes[large + 1]).to.equal(0);
    const hasInterface = process.platform === "linux" && foreignFunctions() !== undefined;
    // Another C library than GNU's has no advice to take.
    expect(isAdvised && !hasInterface).to.equal(false);
    // `hg` is the mark of a mapping for which large pages are wanted.
    if (isAdvised) expect(readFileSync("/proc/self/smaps", "utf8")).to.match(/^VmFlags:.*\bhg\b/mu);
  });
});
