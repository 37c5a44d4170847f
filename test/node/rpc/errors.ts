import { expect } from "chai";
import { errors, type Hex, ProtocolError } from "@muniment/protocol";
import { AbiCoder, concat } from "ethers";
import { outputOf } from "../../../packages/node/src/rpc/calls/outputOf.js";
import { revertReason } from "../../../packages/node/src/rpc/calls/revertReason.js";
import { rpcError } from "../../../packages/node/src/rpc/rpcError.js";
import { caught } from "../../helpers/caught.js";
import { counter, testNode, type TestNode } from "../helpers/testNode.js";

const bytes = (hex: string): Uint8Array => Buffer.from(hex.slice(2), "hex");
const answer = (outcome: "returned" | "reverted" | "halted", output: string) => ({
  ...{ outcome, output: bytes(output), gasUsed: 100n },
});

describe("node > rpc > errors", function () {
  let test: TestNode;
  before(async () => (test = await testNode({ withProofs: false, stateBlocks: 1, stateBytes: 0 })));
  after(async () => test.close());

  async function errorOf(method: string, ...params: unknown[]) {
    const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
    const response = await fetch(test.node.url, { method: "POST", body });
    const { error } = (await response.json()) as {
      error: { code: number; message: string; data: { code: string } };
    };
    return { number: error.code, code: error.data.code };
  }

  it("NODE-7: a revert is told with code 3, its data, and its reason where it has one", () => {
    expect(outputOf(answer("returned", "0x01"))).to.deep.equal(bytes("0x01"));
    const error = caught(() => outputOf(answer("reverted", "0x12345678")));
    expect(error.code).to.equal("CALL_REVERTED");
    expect(rpcError(error)).to.deep.include({ code: 3, data: "0x12345678" });
    expect(rpcError(error).message).to.match(/^execution reverted\./);
    expect(caught(() => outputOf(answer("halted", "0x"))).code).to.equal("CALL_HALTED");
  });

  it("NODE-7: reads the reasons that Solidity writes, and takes nothing else for one", () => {
    const coder = AbiCoder.defaultAbiCoder();
    const text = concat(["0x08c379a0", coder.encode(["string"], ["größer"])]);
    expect(revertReason(bytes(text))).to.equal("größer");
    expect(revertReason(bytes(concat(["0x4e487b71", coder.encode(["uint256"], [0x11])])))).to.equal(
      "panic code 0x11",
    );
    const strange: string[] = [
      "0x",
      "0x08c379a0",
      text.slice(0, -25 * 2),
      concat(["0x08c379a0", coder.encode(["uint256", "uint256"], [32, 2n ** 255n])]),
      concat(["0x08c379a0", coder.encode(["uint256", "uint256"], [64, 0])]),
    ];
    for (const data of strange) expect(revertReason(bytes(data)), data).to.equal(undefined);
  });

  it("NODE-8: what nobody foresaw is told without its words", () => {
    const told = rpcError(new TypeError("/secret/path"));
    expect(told.code).to.equal(-32603);
    expect(JSON.stringify(told)).to.not.include("secret");
    expect(rpcError(new ProtocolError("RPC_FAILED", { problem: "x" })).code).to.equal(errors.RPC_FAILED.rpc);
  });

  it("each refusal has its code and number", async () => {
    const poor: Hex = `0x${"0a".repeat(20)}`;
    const asked: [string, unknown[], number, string][] = [
      ["eth_call", [{ from: poor, to: counter, value: "0x1" }], -32000, "CALL_REFUSED"],
      ["eth_call", [{ to: counter, gas: "0x1" }], -32000, "CALL_REFUSED"],
      ["eth_call", [{ data: "0xfe" }], -32000, "CALL_HALTED"],
      ["eth_estimateGas", [{ data: "0x5b5f56" }], -32000, "CALL_HALTED"],
      ["eth_getBalance", [poor, "0x1000"], -32000, "BLOCK_UNKNOWN"],
      ["muniment_getProof", [poor, []], -32603, "RPC_FAILED"],
      ["eth_sendRawTransaction", ["0x02"], -32000, "RLP_MALFORMED"],
      ["eth_nothing", [], -32601, "RPC_METHOD_UNKNOWN"],
      ["eth_getFilterChanges", ["0x1"], -32000, "RPC_FILTER_UNKNOWN"],
    ];
    for (const [method, params, number, code] of asked)
      expect(await errorOf(method, ...params), method).to.deep.equal({ number, code });
    const ask = async (body: string): Promise<unknown> =>
      (
        (await (await fetch(test.node.url, { method: "POST", body })).json()) as {
          error: { data: { code: string } };
        }
      ).error.data.code;
    expect(await ask("{")).to.equal("RPC_PARSE_FAILED");
    expect(await ask("{}")).to.equal("RPC_REQUEST_INVALID");
  });
});
