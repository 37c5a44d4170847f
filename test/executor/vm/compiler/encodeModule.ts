import { expect } from "chai";
import {
  encodeModule,
  type ModuleDescription,
} from "../../../../packages/executor/src/vm/compiler/wasm/encodeModule.js";
import { FunctionBody } from "../../../../packages/executor/src/vm/compiler/wasm/FunctionBody.js";
import { valueType, wasm } from "../../../../packages/executor/src/vm/compiler/wasm/instructions.js";
import {
  paddedUnsigned,
  pushSigned,
  pushSignedLong,
  pushUnsigned,
} from "../../../../packages/executor/src/vm/compiler/wasm/leb128.js";

const { i32, i64 } = valueType;
type Exported = Record<string, (...parameters: never[]) => unknown>;

function written(push: (bytes: number[]) => void): number[] {
  const bytes: number[] = [];
  push(bytes);
  return bytes;
}

/** A module of the functions, exported as f0, f1, …, that may import `add` and `unused`. */
function build(functions: ModuleDescription["functions"], table?: ModuleDescription["table"]): Uint8Array {
  return encodeModule({
    types: [
      { parameters: [i32, i32], results: [i32] },
      { parameters: [], results: [i64] },
    ],
    imports: {
      module: "runtime",
      types: new Map([
        ["add", { parameters: [i32, i32], results: [i32] }],
        ["unused", { parameters: [i64], results: [] }],
      ]),
    },
    memory: { module: "env", name: "memory" },
    functions,
    exports: functions.map((_, index) => ({ name: `f${index}`, function: index })),
    ...(table === undefined ? {} : { table }),
  });
}

function instantiate(bytes: Uint8Array): Exported {
  const imports = {
    env: { memory: new WebAssembly.Memory({ initial: 1 }) },
    runtime: { add: (a: number, b: number) => a + b },
  };
  return new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(bytes)), imports).exports as Exported;
}

describe("executor compiler: encodeModule", () => {
  it("VM-40: writes numbers in LEB128", () => {
    expect(written((bytes) => pushUnsigned(bytes, 624485))).to.deep.equal([0xe5, 0x8e, 0x26]);
    expect(written((bytes) => pushUnsigned(bytes, 0xffffffff))).to.deep.equal([0xff, 0xff, 0xff, 0xff, 0x0f]);
    expect(written((bytes) => pushSigned(bytes, -123456))).to.deep.equal([0xc0, 0xbb, 0x78]);
    expect(written((bytes) => pushSigned(bytes, 64))).to.deep.equal([0xc0, 0x00]);
    expect(written((bytes) => pushSignedLong(bytes, -(1n << 63n)))).to.deep.equal([
      ...Array<number>(9).fill(0x80),
      0x7f,
    ]);
    expect(paddedUnsigned(3)).to.deep.equal([0x83, 0x80, 0x00]);
  });

  it("VM-40: every 64-bit constant comes back as written", () => {
    const values = [
      0n,
      1n,
      63n,
      64n,
      -64n,
      -65n,
      0x7fffffffn,
      0x80000000n,
      -0x80000000n,
      (1n << 63n) - 1n,
      -(1n << 63n),
    ];
    const exported = instantiate(
      build(
        values.map((value) => {
          const body = new FunctionBody();
          body.i64Const(value);
          return { type: 1, locals: [], body };
        }),
      ),
    );
    expect(values.map((_, index) => exported[`f${index}`]!())).to.deep.equal(values);
  });

  it("VM-40: imports what is called and nothing else, and numbers its own functions after that", () => {
    const first = new FunctionBody();
    first.get(0);
    first.get(1);
    first.call("add");
    const second = new FunctionBody();
    second.get(0);
    second.get(1);
    second.returnCall(0);
    const bytes = build([
      { type: 0, locals: [], body: first },
      { type: 0, locals: [], body: second },
    ]);
    const names = WebAssembly.Module.imports(new WebAssembly.Module(new Uint8Array(bytes))).map(
      ({ name }) => name,
    );
    expect(names).to.deep.equal(["memory", "add"]);
    expect(instantiate(bytes)["f1"]!(...([40, 2] as never[]))).to.equal(42);
  });

  it("VM-40: branches leave the block of their label however deep they stand", () => {
    const body = new FunctionBody();
    const label = body.block();
    body.get(0);
    body.if();
    body.get(1);
    body.branchIf(label);
    body.i32Const(1);
    body.op(wasm.return);
    body.end();
    body.i32Const(2);
    body.op(wasm.return);
    body.end();
    body.i32Const(3);
    const run = instantiate(build([{ type: 0, locals: [], body }]))["f0"]!;
    const cases = [
      [0, 0],
      [1, 0],
      [1, 1],
    ].map((parameters) => run(...(parameters as never[])));
    expect(cases).to.deep.equal([2, 1, 3]);
  });

  it("VM-40: a call of a function that the runtime has not is an error with its name", () => {
    const body = new FunctionBody();
    body.call("nothing");
    expect(() => build([{ type: 1, locals: [], body }]))
      .to.throw()
      .with.property("code", "COMPILER_UNKNOWN_FUNCTION");
  });

  it("VM-40: a table holds functions at their positions and null elsewhere", () => {
    const target = new FunctionBody();
    target.i32Const(7);
    const body = new FunctionBody();
    body.get(0);
    body.get(0);
    body.get(0);
    body.tableGet();
    body.op(wasm.referenceIsNull);
    body.if();
    body.i32Const(-1);
    body.op(wasm.return);
    body.end();
    body.get(1);
    body.returnCallIndirect(0);
    const functions = [
      { type: 0, locals: [], body: target },
      { type: 0, locals: [], body },
    ];
    const run = instantiate(build(functions, { size: 4, entries: new Map([[2, 0]]) }))["f1"]!;
    expect([run(...([2, 2] as never[])), run(...([1, 2] as never[]))]).to.deep.equal([7, -1]);
  });
});
