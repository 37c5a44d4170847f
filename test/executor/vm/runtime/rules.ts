import { expect } from "chai";
import * as layout from "../../../../packages/executor/src/vm/runtime/layout.js";
import { runFrame } from "./helpers/frame.js";
import { loadRuntimeModule } from "./helpers/module.js";
import { assemble, type Piece, push, returnStack } from "./helpers/program.js";

const GAS = 1_000_000n;

describe("executor runtime: interpreter under different rules", () => {
  it("VM-11: CLZ is unknown before Osaka", () => {
    const code = assemble(push(1n), 0x1e, returnStack(1));
    for (const fork of ["cancun", "prague"] as const) {
      const { status } = runFrame(loadRuntimeModule({ kind: "ethereum", fork }), { code, gas: GAS });
      expect(status).to.equal("halted");
    }
    expect(runFrame(loadRuntimeModule({ kind: "muniment" }), { code, gas: GAS }).status).to.equal("returned");
  });

  describe("bounds of the chain's own rules", () => {
    const bounded = loadRuntimeModule({ kind: "muniment" });
    const run = (...pieces: readonly Piece[]): string =>
      runFrame(bounded, { code: assemble(...pieces), gas: 10n ** 9n }).status;

    it("VM-19: a frame's memory ends at 131,072 bytes", () => {
      expect(run(push(131_040n), 0x51)).to.equal("returned");
      expect(run(push(131_041n), 0x51)).to.equal("halted");
      expect(run(push(1n), push(131_071n), 0x53)).to.equal("returned");
      expect(run(push(1n), push(131_072n), 0x53)).to.equal("halted");
      expect(run(push(131_072n), 0x5f, 0xf3)).to.equal("returned");
      expect(run(push(131_073n), 0x5f, 0xf3)).to.equal("halted");
    });

    it("VM-19: at most 49,152 bytes are hashed, copied or logged at once", () => {
      for (const opcode of [0x20, 0xa0]) {
        expect(run(push(49_152n), 0x5f, opcode)).to.equal("returned");
        expect(run(push(49_153n), 0x5f, opcode)).to.equal("halted");
      }
      for (const opcode of [0x37, 0x39, 0x5e]) {
        expect(run(push(49_152n), 0x5f, 0x5f, opcode)).to.equal("returned");
        expect(run(push(49_153n), 0x5f, 0x5f, opcode)).to.equal("halted");
      }
    });
  });

  it("VM-3: memory grows by zeros alone, few or many, over what other frames left", () => {
    const { memory, call } = loadRuntimeModule();
    const [frame, at] = [layout.FRAMES, layout.REGIONS];
    const view = new DataView(memory.buffer);
    view.setUint32(frame + layout.FRAME_MEMORY, at, true);
    for (const size of [0, 32, 96]) {
      for (const end of [97, 128, 224, 288, 320, 352, 384, 4096]) {
        const grown = Math.ceil(end / 32) * 32;
        const bytes = new Uint8Array(memory.buffer, at, grown + 64).fill(0xee);
        view.setUint32(frame + layout.FRAME_MEMORY_SIZE, size, true);
        call("expandMemory", frame, BigInt(end), 1_000_000n);
        expect(view.getUint32(frame + layout.FRAME_MEMORY_SIZE, true)).to.equal(grown);
        const expected = bytes.map((_, index) => (index < size || index >= grown ? 0xee : 0));
        expect(bytes, `from ${size} to ${end}`).to.deep.equal(expected);
      }
    }
  });

  it("VM-7: init code beyond 49,152 bytes halts, and its words are paid for", () => {
    const { memory, call } = loadRuntimeModule();
    const [frame, kindCreate, kindCreate2] = [
      layout.FRAMES,
      layout.CALL_KIND_CREATE,
      layout.CALL_KIND_CREATE2,
    ];
    new DataView(memory.buffer).setUint32(frame + layout.FRAME_STATIC, 0, true);
    const left = (kind: number, size: number): bigint =>
      call("createGas", frame, kind, size, 20_000n) as bigint;
    expect(left(kindCreate, 0)).to.equal(20_000n);
    expect(left(kindCreate, 33)).to.equal(19_996n);
    expect(left(kindCreate2, 33)).to.equal(19_984n);
    expect(left(kindCreate, 49_152)).to.equal(20_000n - 2n * 1536n);
    expect(left(kindCreate2, 49_152)).to.equal(20_000n - 8n * 1536n);
    expect(left(kindCreate, 49_153)).to.equal(-1n);
    expect(call("createGas", frame, kindCreate2, 49_152, 8n * 1536n - 1n)).to.equal(-1n);
  });
});
