import { transition } from "@muniment/executor";
import { toHex } from "@muniment/protocol";
import { expect } from "chai";
import { getCreateAddress } from "ethers";
import { HotCodes } from "../../../packages/executor/src/pipeline/HotCodes.js";
import { CompiledCodes } from "../../../packages/executor/src/vm/runtime/CompiledCodes.js";
import { code, createWith, deployer } from "../transition/helpers/bytecode.js";
import { block, chainState, sender, signed } from "../transition/helpers/chain.js";

/** Destroys itself when it is given calldata. */
const contract = code("CALLDATASIZE", 6n, "JUMPI", "STOP", "STOP", "JUMPDEST", "CALLER", "SELFDESTRUCT");
/** Calls the contract whose address lies on the stack with so many bytes. */
const callIt = (input: bigint) => code(0n, 0n, input, 0n, 0n, Uint8Array.of(0x85), "GAS", "CALL", "POP");
const callOnce = callIt(0n);
const threshold = 3;

describe("executor > pipeline > HotCodes", () => {
  for (const isInstalled of [false, true]) {
    it(`EXEC-83: a code that went ${isInstalled ? "when" : "before"} it was compiled is compiled when it comes again`, async () => {
      const state = chainState();
      const { runtime } = state;
      const hot = new HotCodes(runtime, new CompiledCodes(runtime), { threshold });
      const id = runtime.wasm.codeCount();
      const passing = code(createWith(deployer(contract)), callOnce, callOnce, callOnce, callIt(1n), "STOP");
      transition(state, block([signed({ data: toHex(passing), nonce: 0 })]));
      hot.turn();
      // The code goes when the next block begins, before or after its module has come.
      if (!isInstalled) runtime.beginBlock();
      await hot.settled();
      hot.turn();
      expect(hot.compiled).to.equal(isInstalled ? 1 : 0);

      transition(state, block([signed({ data: toHex(deployer(contract)), nonce: 1 })], 2n));
      const to = getCreateAddress({ from: sender.address, nonce: 1 });
      let nonce = 2;
      for (let number = 3n; number < 6n; number++) {
        transition(
          state,
          block(
            Array.from({ length: threshold }, () => signed({ to, nonce: nonce++ })),
            number,
          ),
        );
        hot.turn();
        await hot.settled();
        hot.turn();
      }
      expect(hot.compiled).to.equal(1);
      // From then on it is entered compiled, which heats nothing.
      expect(runtime.wasm.heatOf(id)).to.equal(threshold);
      await hot.close();
    });
  }
});
